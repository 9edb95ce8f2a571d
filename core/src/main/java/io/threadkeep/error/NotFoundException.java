package io.threadkeep.error;

/**
 * Nothing with this id exists in the caller's scope. Another tenant's id gives this same error, to
 * the letter.
 */
public final class NotFoundException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;

  private final String kind;
  private final String id;

  /**
   * @param kind what was looked for: {@code thread}, {@code message}, {@code assistant}, {@code
   *     run} or {@code run step}
   */
  public NotFoundException(String kind, String id) {
    super("No " + kind + " found with id '" + id + "'.");
    this.kind = kind;
    this.id = id;
  }

  public String kind() {
    return kind;
  }

  public String id() {
    return id;
  }
}
