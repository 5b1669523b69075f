package org.purlin.sandbox.alma;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;

/** Where answers come from. */
interface Source {

  /**
   * The body of an answer: {@code response} and {@code _links}.
   *
   * @return empty when there is nothing at this path
   */
  Optional<ObjectNode> body(Call call) throws IOException;
}
