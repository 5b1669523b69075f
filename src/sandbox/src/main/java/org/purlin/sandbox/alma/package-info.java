/**
 * A stand-in for a server of the Alma student information system (getalma.com).
 *
 * <p>{@link org.purlin.sandbox.alma.AlmaSandbox} is the server, {@link
 * org.purlin.sandbox.alma.AlmaSettings} how it behaves, {@link org.purlin.sandbox.alma.AlmaFaults}
 * how it fails, {@link org.purlin.sandbox.alma.DigestUse} how requests were signed, and {@link
 * org.purlin.sandbox.alma.SandboxMain} the server as a process.
 *
 * <p><b>Known</b> from clients and recorded answers, because the vendor's reference is not public:
 * paths, HTTP Digest over path and query with qop=auth and an MD5 nobody names, the envelope, the
 * fields of rows, ids with trailing blanks, grade levels and courses that are there several times,
 * attendance that repeats, 403 on single students' attendance, grading periods that take no school
 * year.
 *
 * <p><b>Guesses and choices</b>:
 *
 * <ul>
 *   <li>what problems say; that a path that is not there is a 404, and another method a 405;
 *   <li>with the district's code in place of a school's, the rows of its schools add up;
 *   <li>a school year that a school does not have gives an empty list, and so does a future one for
 *       students and attendance;
 *   <li>{@code students/enrollment} gives {@code students}, each with {@code enrollment}; the types
 *       are Enroll and Withdraw;
 *   <li>the id of a student with a trailing blank is known to nobody in a path;
 *   <li>nonces live until they are expired or changed by hand; a count that was used before is
 *       answered with a challenge without stale.
 * </ul>
 *
 * <p>The invented schools have quirks by a pupil's number: 0 and every 6th has a trailing blank in
 * the list of students; every 3rd has no race, the next one, the next two; 2 of every 12 has two
 * grades a year and 7 none; 4 of every 12 has one day's attendance twice; 1 and 4 of every 6 have
 * no state id; 5, 8 and 9 of every 12 are not active. The last pupil of the elementary school is in
 * the high school, too. One more pupil of each school left after the first school year.
 *
 * <p>Besides the common controls there are:
 *
 * <ul>
 *   <li>{@code GET /_sandbox/counts}: how many requests were let in, by path;
 *   <li>{@code GET /_sandbox/digests}: how every request was signed;
 *   <li>{@code POST /_sandbox/nonces/expire}: makes the nonces stale; {@code DELETE
 *       /_sandbox/nonces} forgets them;
 *   <li>{@code DELETE /_sandbox/refusals}: ends what a fault of the kind {@code refused} began.
 * </ul>
 */
package org.purlin.sandbox.alma;
