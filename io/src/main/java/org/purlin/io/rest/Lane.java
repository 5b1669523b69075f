package org.purlin.io.rest;

import java.io.Serializable;
import java.util.List;

/** Units that are read one after another. */
record Lane(List<Unit> units) implements Serializable {

  private static final long serialVersionUID = 1L;

  Lane {
    units = List.copyOf(units);
  }
}
