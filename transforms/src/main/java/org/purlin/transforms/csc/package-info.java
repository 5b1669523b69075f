/**
 * What one child record of the Department for Education's CSC Private Dashboard is, and what must
 * be sent so that the receiver ends up holding it.
 *
 * <p>A record is one JSON tree: identifiers, {@code child_details}, {@code health_and_wellbeing}
 * and {@code social_care_episodes}. {@link org.purlin.transforms.csc.ChildRules} says what is wrong
 * with one before it is sent, {@link org.purlin.transforms.csc.ChildDelta} makes the record that
 * carries a difference, {@link org.purlin.transforms.csc.ChildHash} tells whether there is one, and
 * {@link org.purlin.transforms.csc.BlamedRecords} reads which record of a batch the receiver
 * refuses. {@link org.purlin.transforms.csc.ChildRedaction} and {@link
 * org.purlin.transforms.csc.ChildScramble} take the person out of a record.
 *
 * <p>The receiver's own specification is for subscribers only. Whether it merges what is sent into
 * what it holds or replaces it is not published, and the defaults of {@link
 * org.purlin.transforms.csc.DeltaSettings} are right under both.
 */
package org.purlin.transforms.csc;
