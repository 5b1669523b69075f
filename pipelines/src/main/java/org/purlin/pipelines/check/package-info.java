/**
 * What {@code purlin check} says: one {@link org.purlin.pipelines.check.Check} per thing that was
 * tried, and {@link org.purlin.pipelines.check.Checks} to print and judge them.
 */
package org.purlin.pipelines.check;
