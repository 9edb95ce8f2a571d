package io.threadkeep.store;

import io.threadkeep.error.ThreadkeepException;

/**
 * The database's schema is not the one that this version works with. Nothing was read or written.
 */
public final class SchemaException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;

  private final int found;
  private final int known;

  /**
   * @param found the schema's version; 0 for none
   * @param known the newest version that this code knows
   */
  public SchemaException(int found, int known, String whatToDo) {
    super(
        "The schema has version "
            + found
            + ", this Threadkeep works with version "
            + known
            + ". "
            + whatToDo);
    this.found = found;
    this.known = known;
  }

  public int found() {
    return found;
  }

  public int known() {
    return known;
  }
}
