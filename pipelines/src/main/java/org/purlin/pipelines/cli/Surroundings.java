package org.purlin.pipelines.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a verb may touch.
 *
 * @param verbs all verbs
 * @param environment the environment of the process
 * @param directory where a {@code .env} file is looked for
 * @param out for help and reports
 * @param err for logs and failures
 * @param terminal whether {@code err} is a terminal that can redraw a line
 * @param secrets how secrets are kept out of sight
 */
record Surroundings(
    List<Verb> verbs,
    Map<String, String> environment,
    Path directory,
    PrintStream out,
    PrintStream err,
    boolean terminal,
    Secrets secrets) {}
