package org.purlin.pipelines.cli;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.function.UnaryOperator;

/** Lays a log event out, stack trace included, and then masks every secret in it. */
final class MaskedLayout extends PatternLayout {

  private final UnaryOperator<String> mask;

  MaskedLayout(UnaryOperator<String> mask) {
    this.mask = mask;
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    return mask.apply(super.doLayout(event));
  }
}
