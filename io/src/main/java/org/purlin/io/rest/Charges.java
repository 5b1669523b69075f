package org.purlin.io.rest;

import java.io.Serializable;

/**
 * What requests cost.
 *
 * @param unit in the plural, for messages: credits
 * @param pointer to what a reply says it cost, a JSON pointer
 * @param most a run may cost; 0 is no limit. A request that is believed to go over it is not made,
 *     and nothing after it. Counted by each worker for itself.
 */
public record Charges(String unit, String pointer, long most) implements Serializable {

  private static final long serialVersionUID = 1L;
}
