/**
 * What every job of Purlin shares: the contract between a job and the command line.
 *
 * <p>A {@link org.purlin.pipelines.Job} is one verb of the command line. It reads its options once,
 * in {@link org.purlin.pipelines.Job#prepare}, and answers with a {@link org.purlin.pipelines.Run}:
 * the plan, the pipeline's drawing, and the reading of what the pipeline proved. Parsing flags,
 * logs, exit codes and the report are the command line's business and no job's.
 */
package org.purlin.pipelines;
