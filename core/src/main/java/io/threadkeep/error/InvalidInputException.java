package io.threadkeep.error;

/** Input that breaks a limit or a rule. Nothing was stored; the caller can correct it. */
public final class InvalidInputException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String limit;
  private final String found;

  /**
   * @param field the path of the offending value, such as {@code metadata.user_id}
   * @param limit what is allowed, such as {@code at most 512 characters}
   * @param found what was found instead, short and without the content itself
   */
  public InvalidInputException(String field, String limit, String found) {
    super("Invalid '" + field + "': expected " + limit + ", but found " + found + ".");
    this.field = field;
    this.limit = limit;
    this.found = found;
  }

  public String field() {
    return field;
  }

  public String limit() {
    return limit;
  }

  public String found() {
    return found;
  }
}
