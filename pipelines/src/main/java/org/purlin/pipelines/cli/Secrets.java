package org.purlin.pipelines.cli;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What the command line needs from those who know secrets.
 *
 * @param mask replaces every known secret in a text
 * @param local is told the variables of the {@code .env} file and those the program was started
 *     with, so that {@code env:NAME} finds them
 * @param check is given a flag's name and a reference; throws IllegalArgumentException, without
 *     repeating it, when it is a literal
 * @param refused whether a failure means that the other side refused the credentials
 */
record Secrets(
    UnaryOperator<String> mask,
    Consumer<Map<String, String>> local,
    BiConsumer<String, String> check,
    Predicate<Throwable> refused) {}
