package org.purlin.io.rest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Makes a lane of the units that were dealt to it. */
final class DealLanesFn extends DoFn<KV<Integer, Iterable<Unit>>, Lane> {

  private static final long serialVersionUID = 1L;

  @ProcessElement
  public void process(@Element KV<Integer, Iterable<Unit>> dealt, OutputReceiver<Lane> out) {
    List<Unit> units = new ArrayList<>();
    dealt.getValue().forEach(units::add);
    units.sort(Comparator.comparing(Unit::order));
    out.output(new Lane(units));
  }
}
