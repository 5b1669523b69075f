package org.purlin.transforms.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;

/** Tells records that count from those that do not. */
@FunctionalInterface
public interface RecordFilter extends Serializable {

  boolean accepts(ObjectNode record);
}
