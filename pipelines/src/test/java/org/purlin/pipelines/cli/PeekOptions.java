package org.purlin.pipelines.cli;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;
import org.purlin.pipelines.JsonOptions;
import org.purlin.pipelines.SecretReference;

/** Options of a command made up for tests. */
public interface PeekOptions extends JsonOptions {

  @Description("Which hour to look at.")
  @Validation.Required
  int getHour();

  void setHour(int value);

  @Description("Key of the counting house.")
  @SecretReference
  String getSecretKey();

  void setSecretKey(String value);

  @Description("Look inside too.")
  @Default.Boolean(false)
  boolean isInsideToo();

  void setInsideToo(boolean value);

  @Description("What goes wrong.")
  @Default.Enum("NOTHING")
  Trouble getTrouble();

  void setTrouble(Trouble value);

  /** What a test may ask to go wrong. */
  enum Trouble {
    NOTHING,
    SILENCE,
    GAPS,
    NO_TABLE,
    MISTAKE,
    BREAKS,
    CLOSED,
    REFUSED,
    MEMORY_FULL
  }
}
