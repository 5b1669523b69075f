/**
 * A stand-in for the receiver of the Department for Education's children's social care (CSC) data,
 * and for the staging table that a local authority sends from.
 *
 * <p>{@link org.purlin.sandbox.csc.CscSandbox} is the receiver with its token address, {@link
 * org.purlin.sandbox.csc.CscStagingTable} the table, {@link org.purlin.sandbox.csc.StagingDatabase}
 * a database server to hold it, {@link org.purlin.sandbox.csc.Cohort} the invented children of one
 * authority from night to night, and {@link org.purlin.sandbox.csc.SandboxMain} all of it as a
 * process.
 *
 * <p><b>Known</b> from the public reference project: the addresses, the headers, 1 to 100 records
 * in a bare JSON array, receipts in the order of the records, one bad record refuses its batch, the
 * names, lengths and codes of the fields, 42 factors refused, dates in 2099 taken, ids with the
 * characters 0x stopped by a firewall; the columns of the table and what the populate script does
 * to them.
 *
 * <p><b>Guesses</b>, each a setting or one constant:
 *
 * <ul>
 *   <li>whether a sent part is merged with what is held or replaces it: both are kept, see {@link
 *       org.purlin.sandbox.csc.Model};
 *   <li>whether null is taken ({@link org.purlin.sandbox.csc.CscSettings.Builder#nullsRefused});
 *   <li>the form of a 400 ({@link org.purlin.sandbox.csc.RefusalForm}), and whether it repeats the
 *       wrong value;
 *   <li>the size that gets 413, and 400 for another content type;
 *   <li>401 for a wrong supplier key, 404 for an unknown local authority;
 *   <li>the order of the checks: firewall, size, token, supplier key, local authority, body;
 *   <li>a deletion record holds identifiers and the flag, nothing else; deleting a child that is
 *       not held is accepted.
 * </ul>
 *
 * <p>Besides the common controls there are:
 *
 * <ul>
 *   <li>{@code GET /_sandbox/held?model=merge} or {@code replace}: the children held, by id;
 *   <li>{@code GET /_sandbox/accepted}: how often each child was accepted, by id;
 *   <li>{@code GET /_sandbox/posts}: the posts and their statuses, with {@code bodies=true} their
 *       bodies too;
 *   <li>{@code GET /_sandbox/tokens}: how many were given; {@code DELETE} makes them useless;
 *   <li>{@code POST /_sandbox/refusals} with {@code {"child": id, "form": "plain"}}: refuses a
 *       child always; {@code DELETE} takes all again.
 *   <li>as a process also {@code POST /_sandbox/nights} with {@code {"changed": 20, "added": 2,
 *       "removed": 1}}: lets a night pass in the staging table; and {@code GET
 *       /_sandbox/wrong?model=merge}: the children that are not held as they are today.
 * </ul>
 *
 * <p>Those that tell of one receiver take {@code live=true} and {@code laCode}.
 */
package org.purlin.sandbox.csc;
