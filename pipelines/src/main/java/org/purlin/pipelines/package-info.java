/**
 * What every verb of Purlin shares: the contract between a task and the command line.
 *
 * <p>A {@link org.purlin.pipelines.Job} is a verb that is a pipeline. It reads its options once, in
 * {@link org.purlin.pipelines.Job#prepare}, and answers with a {@link org.purlin.pipelines.Run}:
 * the plan, the pipeline's drawing, and the reading of what the pipeline proved. A {@link
 * org.purlin.pipelines.Command} is a verb without a pipeline. Parsing flags, logs, exit codes and
 * the report are the command line's business and no task's.
 */
package org.purlin.pipelines;
