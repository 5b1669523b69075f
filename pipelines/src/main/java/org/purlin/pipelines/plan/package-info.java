/**
 * What a run would do, found out without doing it, and how a job's past is taken step by step.
 *
 * <p>{@link org.purlin.pipelines.plan.Plan} is what {@code purlin <job> --plan} prints; {@link
 * org.purlin.pipelines.plan.Backfill} is what {@code purlin backfill <job>} asks a job for.
 */
package org.purlin.pipelines.plan;
