package org.purlin.io.staging;

/** A table is not what it must be. The message names all that is wrong, and what to do. */
public final class SchemaProblem extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what was expected, what is there, and what to do
   */
  public SchemaProblem(String message) {
    super(message);
  }
}
