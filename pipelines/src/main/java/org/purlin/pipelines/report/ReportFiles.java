package org.purlin.pipelines.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.time.Instant;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.purlin.io.landing.Storage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps reports: {@code <home>/_runs/<runId>/report.json}, and the newest also as {@code
 * <home>/report.json}. A home is a directory or a prefix on any file system Beam knows. A reader
 * never sees half a report: it is written under another name and renamed.
 */
public final class ReportFiles {

  private static final Logger LOG = LoggerFactory.getLogger(ReportFiles.class);

  /** The name of every report. */
  public static final String NAME = "report.json";

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addDeserializer(Instant.class, new IsoInstant()))
          .enable(SerializationFeature.INDENT_OUTPUT)
          // A newer program may have said more.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private ReportFiles() {}

  /** Writes the report of a run under its own name and as the newest. */
  public static void write(String home, RunReport report) throws IOException {
    String json = JSON.writeValueAsString(report);
    Storage.writeText(Storage.resolve(home, "_runs/" + report.runId() + "/" + NAME), json);
    try {
      Storage.writeText(Storage.resolve(home, NAME), json);
    } catch (IOException e) {
      // A copy: the run has its report.
      LOG.warn("{} could not be written.", Storage.resolve(home, NAME), e);
    }
  }

  /**
   * Reads a report.
   *
   * @param place a home, the directory of one run, or the report itself
   */
  public static RunReport read(String place) throws IOException {
    ResourceId file =
        place.endsWith(".json")
            ? FileSystems.matchNewResource(place, false)
            : named(directory(place), NAME);
    try (InputStream in = Channels.newInputStream(FileSystems.open(file))) {
      RunReport report = JSON.readValue(in, RunReport.class);
      if (report == null
          || report.job() == null
          || report.started() == null
          || report.finished() == null) {
        throw new IOException("it is no report of a run");
      }
      return report;
    }
  }

  private static ResourceId directory(String path) {
    return FileSystems.matchNewResource(path, true);
  }

  private static ResourceId named(ResourceId directory, String name) {
    return directory.resolve(name, StandardResolveOptions.RESOLVE_FILE);
  }

  private static final class IsoInstant extends StdScalarDeserializer<Instant> {

    private static final long serialVersionUID = 1L;

    IsoInstant() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return Instant.parse(json.getText());
    }
  }
}
