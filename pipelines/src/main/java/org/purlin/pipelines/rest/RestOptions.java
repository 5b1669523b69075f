package org.purlin.pipelines.rest;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.purlin.pipelines.JobOptions;
import org.purlin.pipelines.NetworkOptions;

/** Options that all jobs over paged APIs have. */
public interface RestOptions extends JobOptions, NetworkOptions {

  @Description(
      "Requests under way at a time, at most. Fewer while the endpoint refuses or fails. 0 is what"
          + " suits this endpoint.")
  @Default.Integer(0)
  int getConcurrency();

  void setConcurrency(int value);

  @Description(
      "Requests per second at most, of each worker; 0 is what suits this endpoint, which may be no"
          + " limit.")
  @Default.Double(0)
  double getRequestsPerSecond();

  void setRequestsPerSecond(double value);

  @Description("How long to wait for an answer, PT1S to PT30M.")
  @Default.String("PT60S")
  String getTimeout();

  void setTimeout(String value);

  @Description(
      "How long one request is repeated while the endpoint says 'not now' (429, 5xx, no answer). An"
          + " ISO-8601 duration.")
  @Default.String("PT5M")
  String getRetryFor();

  void setRetryFor(String value);

  @Description(
      "How old what a killed run has read may be and still be used by the next. An ISO-8601"
          + " duration; PT0S asks for everything again.")
  @Default.String("PT6H")
  String getResumeWithin();

  void setResumeWithin(String value);

  @Description(
      "Compare rows with those landed before, and land what was added, modified or removed in tables"
          + " of their own, called <table>_changes.")
  @Default.Boolean(false)
  boolean isChanges();

  void setChanges(boolean value);

  @Description("Speak plain http to other machines too; data can then be read on the way.")
  @Default.Boolean(false)
  boolean isAllowPlainHttp();

  void setAllowPlainHttp(boolean value);
}
