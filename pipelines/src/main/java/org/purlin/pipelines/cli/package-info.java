/**
 * The command line: {@code purlin <verb> [--flags]}.
 *
 * <p>{@link org.purlin.pipelines.cli.Launch} lists the verbs and is the only place that ends the
 * JVM. A verb has one word or several; {@code Verbs} finds it. A flag comes from the command line,
 * else from the environment ({@code PURLIN_<FLAG>}, then the verb's aliases), else from a {@code
 * .env} file in the working directory. Exit codes are those of {@link
 * org.purlin.pipelines.report.ExitCode}. Logs and failures go to standard error, help and the
 * report to standard output.
 */
package org.purlin.pipelines.cli;
