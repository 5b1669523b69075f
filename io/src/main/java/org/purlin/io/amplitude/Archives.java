package org.purlin.io.amplitude;

import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;

/** Archives on disk, and the outcomes of what did not become one. */
public final class Archives implements PInput, POutput {

  private final Pipeline pipeline;
  private final PCollection<LandedArchive> archives;
  private final PCollection<Outcome> outcomes;

  Archives(Pipeline pipeline, PCollection<LandedArchive> archives, PCollection<Outcome> outcomes) {
    this.pipeline = pipeline;
    this.archives = archives;
    this.outcomes = outcomes;
  }

  PCollection<LandedArchive> archives() {
    return archives;
  }

  PCollection<Outcome> outcomes() {
    return outcomes;
  }

  /** The next step. */
  public <T extends POutput> T apply(String name, PTransform<? super Archives, T> step) {
    return Pipeline.applyTransform(name, this, step);
  }

  @Override
  public Pipeline getPipeline() {
    return pipeline;
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    return Map.of(AmplitudeIO.ARCHIVES, archives, AmplitudeIO.OUTCOMES, outcomes);
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {
    // Each collection finishes itself.
  }
}
