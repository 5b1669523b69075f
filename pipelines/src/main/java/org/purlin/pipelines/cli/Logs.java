package org.purlin.pipelines.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * The logs of one run: short lines on the terminal, everything in a file. Ours are shown from INFO,
 * or DEBUG when asked; those of libraries from WARN. Times are UTC.
 */
final class Logs implements AutoCloseable {

  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Logs.class);

  /** Goes to the file only; the terminal has the sentence already. */
  private static final String FILE_ONLY = "purlin.failure";

  private static final String SHORT = "%d{HH:mm:ss,UTC} %-5level %msg%n%nopex";
  private static final String FULL =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level [%thread] %logger{36} - %msg%n%ex{full}";

  /** Clears what a progress bar drew on the line. */
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final UnaryOperator<String> mask;
  private volatile Level lowest = Level.INFO;

  private Logs(UnaryOperator<String> mask) {
    this.mask = mask;
  }

  /** Starts logging to the terminal. */
  static Logs start(Surroundings around) {
    Logs logs = new Logs(around.secrets().mask());
    logs.context.reset();
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    logs.root().setLevel(Level.WARN);
    logs.logger("org.purlin").setLevel(Level.DEBUG);
    // Warns of values behind an interface, whose equals it cannot see.
    logs.logger("org.apache.beam.sdk.coders.SerializableCoder").setLevel(Level.ERROR);
    // Warns of long names and of files it has no use for; what fails comes as an exception too.
    logs.logger("org.apache.flink").setLevel(Level.ERROR);
    logs.logger(FILE_ONLY).setAdditive(false);
    logs.root()
        .addAppender(logs.terminal(around.err(), (around.terminal() ? CLEAR_LINE : "") + SHORT));
    return logs;
  }

  /** Shows DEBUG on the terminal too, from now on. */
  void debug() {
    lowest = Level.DEBUG;
  }

  void warn(String sentence) {
    LOG.warn("{}", sentence);
  }

  /**
   * Logs to a file as well, from now on.
   *
   * @return the file; empty, after a warning, when it cannot be written
   */
  Optional<Path> toFile(Path directory, String name) {
    return fileAppender(directory, name).map(appender -> Path.of(appender.getFile()));
  }

  private Optional<FileAppender<ILoggingEvent>> fileAppender(Path directory, String name) {
    Path file = directory.resolve(name);
    try {
      Files.createDirectories(directory);
      Files.createFile(file);
    } catch (IOException | RuntimeException e) {
      LOG.warn(
          "The log directory {} cannot be written ({}), so there is no log file for this run.",
          directory,
          e.getClass().getSimpleName());
      return Optional.empty();
    }
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(layout(FULL));
    encoder.start();
    FileAppender<ILoggingEvent> appender = new FileAppender<>();
    appender.setContext(context);
    appender.setFile(file.toString());
    appender.setEncoder(encoder);
    appender.start();
    root().addAppender(appender);
    logger(FILE_ONLY).addAppender(appender);
    return Optional.of(appender);
  }

  /** A file that is made with its first line. */
  interface LateFile {

    /** The file; empty when nothing was logged or it cannot be written. */
    Optional<Path> file();
  }

  /** Logs to a file as well, which is made when there is something to write. */
  LateFile toLateFile(Path directory, String name) {
    FirstEvent first = new FirstEvent(() -> fileAppender(directory, name));
    first.setContext(context);
    first.start();
    root().addAppender(first);
    logger(FILE_ONLY).addAppender(first);
    return first;
  }

  /** Makes the file at the first event and puts that event into it. */
  private static final class FirstEvent extends AppenderBase<ILoggingEvent> implements LateFile {

    private final Supplier<Optional<FileAppender<ILoggingEvent>>> make;
    private Optional<FileAppender<ILoggingEvent>> file = Optional.empty();

    FirstEvent(Supplier<Optional<FileAppender<ILoggingEvent>>> make) {
      this.make = make;
    }

    @Override
    protected void append(ILoggingEvent event) {
      stop();
      file = make.get();
      file.ifPresent(appender -> appender.doAppend(event));
    }

    @Override
    public synchronized Optional<Path> file() {
      return file.map(appender -> Path.of(appender.getFile()));
    }
  }

  /** Puts a failure with its stack trace into the file. */
  void failure(String sentence, Throwable failure) {
    logger(FILE_ONLY).error(sentence, failure);
  }

  @Override
  public void close() {
    context.reset();
    root().setLevel(Level.WARN);
  }

  private Appender<ILoggingEvent> terminal(PrintStream err, String pattern) {
    MaskedLayout layout = layout(pattern);
    Appender<ILoggingEvent> appender =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(lowest)) {
              err.print(layout.doLayout(event));
            }
          }
        };
    appender.setContext(context);
    appender.start();
    return appender;
  }

  private MaskedLayout layout(String pattern) {
    MaskedLayout layout = new MaskedLayout(mask);
    layout.setContext(context);
    layout.setPattern(pattern);
    layout.start();
    return layout;
  }

  private Logger root() {
    return logger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  private Logger logger(String name) {
    return context.getLogger(name);
  }
}
