package org.purlin.pipelines;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.DefaultValueFactory;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.purlin.io.landing.IfExists;

/** Options that mean the same in every job. */
public interface JobOptions extends CloudOptions, NotifyOptions {

  @Description(
      "Directory for results, on this machine or in Cloud Storage (gs://bucket/directory). A pull can"
          + " also load into BigQuery: bigquery:project.dataset. The report of the run is put into"
          + " the directory as report.json.")
  @Default.String("out")
  @WorkerPlace
  String getOutput();

  void setOutput(String value);

  @Description(
      "With --output=bigquery:...: directory where rows are published as files before they are loaded,"
          + " with the report and what the job remembers. Keep it: windows are replaced by what is"
          + " there.")
  @Default.String("out")
  String getLanding();

  void setLanding(String value);

  @Description(
      "What to do with results of the same window from an earlier run: replace them, append to them,"
          + " or fail before anything is written.")
  @Default.Enum("REPLACE")
  IfExists getIfExists();

  void setIfExists(IfExists value);

  @Description(
      "Directory where a job remembers what is proven done, so that a second run does"
          + " only the rest. When not given, the job keeps it beside its output.")
  @WorkerPlace
  String getState();

  void setState(String value);

  @Description(
      "Name of this run in logs, reports and rows. When not given, the time in UTC and six random"
          + " digits, such as 20260101T030405Z-1a2b3c.")
  @Default.InstanceFactory(NewRunId.class)
  String getRunId();

  void setRunId(String value);

  @Description(
      "Only say what would be done: windows to fetch and windows done, calls, credits and bytes as far"
          + " as they can be estimated, tables that are replaced, records that would be sent. Nothing"
          + " is done.")
  @Default.Boolean(false)
  boolean isPlan();

  void setPlan(boolean value);

  @Description("Print what --plan says as JSON, for programs.")
  @Default.Boolean(false)
  boolean isJson();

  void setJson(boolean value);

  /** Makes the name of a run from the clock and three random bytes. */
  final class NewRunId implements DefaultValueFactory<String> {

    private static final DateTimeFormatter SECOND =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    @Override
    public String create(PipelineOptions options) {
      byte[] random = new byte[3];
      new SecureRandom().nextBytes(random);
      return SECOND.format(Instant.now()) + "-" + HexFormat.of().formatHex(random);
    }
  }
}
