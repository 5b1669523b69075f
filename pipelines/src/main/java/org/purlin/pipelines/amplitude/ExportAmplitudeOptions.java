package org.purlin.pipelines.amplitude;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.purlin.pipelines.JobOptions;
import org.purlin.pipelines.NetworkOptions;
import org.purlin.pipelines.SecretReference;
import org.purlin.pipelines.WorkerPlace;

/** Options of {@link ExportAmplitude}. */
@Description("Exports Amplitude events, hour by hour, as rows.")
public interface ExportAmplitudeOptions extends JobOptions, NetworkOptions {

  /** Where a project's data lives. */
  enum Residency {
    US,
    EU
  }

  @Description(
      "API key of the Amplitude project, or a reference to it. It names the project and is not"
          + " secret.")
  @Default.String("env:AMP_API_KEY")
  String getApiKey();

  void setApiKey(String value);

  @Description(
      "Where the project's secret key is; never the key itself, because options are shown in job"
          + " pages and logs.")
  @SecretReference
  @Default.String("env:AMP_SECRET_KEY")
  String getSecretKey();

  void setSecretKey(String value);

  @Description(
      "Where Amplitude keeps the project: us or eu. A key of one residency is unknown in the other.")
  @Default.Enum("US")
  Residency getResidency();

  void setResidency(Residency value);

  @Description(
      "Another host to ask, such as http://127.0.0.1:8080; --residency is then not looked at.")
  String getEndpoint();

  void setEndpoint(String value);

  @Description(
      "First hour, UTC: 20260101T05, 2026-01-01T05:00:00Z, or a day. When no hours are given, all of"
          + " yesterday, and what earlier runs left open.")
  String getStart();

  void setStart(String value);

  @Description(
      "First hour after the last one, UTC, in the same forms. When only --start is given, up to the"
          + " newest hour that can be exported.")
  String getEnd();

  void setEnd(String value);

  @Description(
      "A length up to the newest hour that can be exported, instead of --start and --end: PT24H, P7D.")
  String getLast();

  void setLast(String value);

  @Description(
      "Also ask for hours Amplitude may not have completely. An hour can be exported from three hours"
          + " after its start; before that, events are missing without a sign.")
  @Default.Boolean(false)
  boolean isIgnoreLag();

  void setIgnoreLag(boolean value);

  @Description(
      "Hours asked for in one request, 1 to 24. 0 starts with what worked for the project last. What"
          + " is too much is halved in any case.")
  @Default.Integer(0)
  int getWindowHours();

  void setWindowHours(int value);

  @Description("Requests in flight, 1 to 5; Amplitude allows 5 over all of its REST API.")
  @Default.Integer(3)
  int getConcurrency();

  void setConcurrency(int value);

  @Description(
      "How long one request is repeated while Amplitude says 'not now' (429, 5xx, no answer), before"
          + " its hours are given up for this run. An ISO-8601 duration.")
  @Default.String("PT10M")
  String getRetryFor();

  void setRetryFor(String value);

  @Description(
      "How long to wait for the first byte of an archive; Amplitude gathers it first. An ISO-8601"
          + " duration.")
  @Default.String("PT10M")
  String getTimeout();

  void setTimeout(String value);

  @Description("Ask again for hours whose archive is landed, and flatten again what is done.")
  @Default.Boolean(false)
  boolean isRefetch();

  void setRefetch(boolean value);

  @Description(
      "Read archives that are on disk already instead of asking Amplitude: a file, a directory, or a"
          + " glob. Needs no account.")
  @WorkerPlace
  String getFromArchives();

  void setFromArchives(String value);

  @Description(
      "Keep the archives under archives/. false deletes them when the run ends, also those of earlier"
          + " runs whose hours are all published.")
  @Default.Boolean(true)
  boolean isKeepArchives();

  void setKeepArchives(boolean value);

  @Description(
      "Columns and property paths that are not written, for example"
          + " ip_address,user_id:hash,user_properties.email. A name ends in :drop (the default) or"
          + " :hash (keyed SHA-256, see --redactKey). Archives are kept as they came: see"
          + " --keepArchives.")
  String getRedact();

  void setRedact(String value);

  @Description("Where the key of :hash is, any long text.")
  @SecretReference
  String getRedactKey();

  void setRedactKey(String value);

  @Description(
      "Bad lines that are still no failure. They are written to rejected/ in any case; more of them"
          + " end the run with exit code 3, after landing the rest.")
  @Default.Long(0)
  long getMaxBadLines();

  void setMaxBadLines(long value);

  @Description("Bytes one line may have; a member with a longer one is refused.")
  @Default.Integer(16_777_216)
  int getMaxLineBytes();

  void setMaxLineBytes(int value);

  @Description("Bytes one member of an archive may expand to; a larger one is refused.")
  @Default.Long(429_496_729_600L)
  long getMaxExpandedBytes();

  void setMaxExpandedBytes(long value);
}
