package org.purlin.sandbox.bigquery;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** How the stand-in behaves. Immutable; each method gives a changed copy. */
public final class BigQuerySettings implements Cloneable {

  /** The project of the defaults. */
  public static final String PROJECT = "purlin-sandbox";

  /** The dataset of the defaults. */
  public static final String DATASET = "purlin";

  /** The bucket of the defaults. */
  public static final String BUCKET = "purlin-sandbox-temp";

  private static final int PAGE_SIZE = 1000;

  private int port;
  private String project = PROJECT;
  private String location = "US";
  private List<String> datasets = List.of(DATASET);
  private List<String> buckets = List.of(BUCKET);
  private int pageSize = PAGE_SIZE;
  private int pendingLooks;
  private int runningLooks;
  private Path discovery;

  private BigQuerySettings() {}

  /** The defaults: one project, dataset and bucket in the US; jobs are done at the first look. */
  public static BigQuerySettings defaults() {
    return new BigQuerySettings();
  }

  /** Default 0, a free one. */
  public BigQuerySettings withPort(int port) {
    return with(copy -> copy.port = port);
  }

  /** The only project there is. Default {@link #PROJECT}. */
  public BigQuerySettings withProject(String project) {
    return with(copy -> copy.project = project);
  }

  /** Where all datasets are and all jobs run. Default US. */
  public BigQuerySettings withLocation(String location) {
    return with(copy -> copy.location = location);
  }

  /** The datasets that are there at the start. Default {@link #DATASET}. */
  public BigQuerySettings withDatasets(String... datasets) {
    return with(copy -> copy.datasets = List.of(datasets));
  }

  /** The buckets that are there at the start. Default {@link #BUCKET}. */
  public BigQuerySettings withBuckets(String... buckets) {
    return with(copy -> copy.buckets = List.of(buckets));
  }

  /** The most entries of a page of any list, however many a client asks for. Default 1000. */
  public BigQuerySettings withPageSize(int pageSize) {
    return with(copy -> copy.pageSize = atLeast(1, pageSize, "pageSize"));
  }

  /** How many looks at a job find it PENDING, and how many then RUNNING. Default none. */
  public BigQuerySettings withLooks(int pending, int running) {
    return with(
        copy -> {
          copy.pendingLooks = atLeast(0, pending, "pending");
          copy.runningLooks = atLeast(0, running, "running");
        });
  }

  /**
   * A directory with the published descriptions {@code bigquery.v2.json} and {@code
   * storage.v1.json}, which every request is then checked against. Default none.
   */
  public BigQuerySettings withDiscovery(Path directory) {
    return with(copy -> copy.discovery = directory);
  }

  int port() {
    return port;
  }

  String project() {
    return project;
  }

  String location() {
    return location;
  }

  List<String> datasets() {
    return datasets;
  }

  List<String> buckets() {
    return buckets;
  }

  int pageSize() {
    return pageSize;
  }

  int pendingLooks() {
    return pendingLooks;
  }

  int runningLooks() {
    return runningLooks;
  }

  Optional<Path> discovery() {
    return Optional.ofNullable(discovery);
  }

  @Override
  public String toString() {
    return "BigQuerySettings[port=" + port + ", project=" + project + "]";
  }

  private static int atLeast(int least, int value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(
          name + " must be " + least + " or more, but was: " + value);
    }
    return value;
  }

  private BigQuerySettings with(Consumer<BigQuerySettings> change) {
    try {
      BigQuerySettings copy = (BigQuerySettings) clone();
      change.accept(copy);
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError("settings can be cloned", e);
    }
  }
}
