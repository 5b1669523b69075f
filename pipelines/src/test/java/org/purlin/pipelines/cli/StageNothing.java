package org.purlin.pipelines.cli;

import com.google.api.services.dataflow.model.DataflowPackage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.runners.dataflow.util.PackageUtil.StagedFile;
import org.apache.beam.runners.dataflow.util.Stager;
import org.apache.beam.sdk.options.PipelineOptions;

/** Takes what a job would upload and keeps it, by the name of the job. */
public final class StageNothing implements Stager {

  private static final String PLACE = "gs://purlin-test/staged/";

  private static final Map<String, byte[]> PIPELINES = new ConcurrentHashMap<>();

  private final String job;

  private StageNothing(String job) {
    this.job = job;
  }

  /** Found by the runner, by its name. */
  public static StageNothing fromOptions(PipelineOptions options) {
    return new StageNothing(options.as(DataflowPipelineOptions.class).getJobName());
  }

  /** The portable pipeline of a job, as it would have been uploaded. */
  static byte[] pipelineOf(String job) {
    return PIPELINES.get(job);
  }

  @Override
  public List<DataflowPackage> stageFiles(List<StagedFile> files) {
    return files.stream().map(file -> named(file.getDestination())).toList();
  }

  @Override
  public DataflowPackage stageToFile(byte[] bytes, String name) {
    PIPELINES.put(job, bytes);
    return named(name);
  }

  private static DataflowPackage named(String name) {
    return new DataflowPackage().setName(name).setLocation(PLACE + name);
  }
}
