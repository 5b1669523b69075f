/**
 * Speed and memory of a job as its users run it: through the launcher, as a process of its own.
 *
 * <p>Each number stands beside a limit measured in the same minutes on the same machine, because a
 * number alone says more about the machine than about the program. {@link
 * org.purlin.benchmarks.AmplitudeBenchmark}, {@link org.purlin.benchmarks.CscBenchmark}, {@link
 * org.purlin.benchmarks.EdfiBenchmark}, {@link org.purlin.benchmarks.AlmaBenchmark}, {@link
 * org.purlin.benchmarks.CoinBenchmark} and {@link org.purlin.benchmarks.FlinkBenchmark} are the
 * programs; the site's page on performance explains their tables. Needs Linux: memory and processor
 * time are read from {@code /proc}.
 */
package org.purlin.benchmarks;
