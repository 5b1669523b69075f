/**
 * The report of a run: what was asked, what landed, what was rejected, and whether the numbers add
 * up.
 *
 * <p>{@link org.purlin.pipelines.report.RunReport} is the contents of {@code report.json}; {@link
 * org.purlin.pipelines.report.Verdict} turns an outcome into an exit code and one sentence; {@link
 * org.purlin.pipelines.report.ReportFiles} keeps reports on any file system Beam knows.
 */
package org.purlin.pipelines.report;
