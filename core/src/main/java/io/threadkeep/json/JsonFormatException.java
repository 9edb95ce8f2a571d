package io.threadkeep.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.error.ThreadkeepException;

/**
 * Stored or recorded text that is not what it should be. The message leaves the text itself out.
 */
public final class JsonFormatException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;

  JsonFormatException(Class<?> type, JsonProcessingException cause) {
    super(
        "Cannot read a "
            + type.getSimpleName()
            + ": "
            + cause.getClass().getSimpleName()
            + " at character "
            + (cause.getLocation() == null
                ? "?"
                : String.valueOf(cause.getLocation().getCharOffset()))
            + ". "
            + why(cause));
  }

  /** What breaks a limit is said in words that hold nothing of the text. */
  private static String why(JsonProcessingException cause) {
    for (Throwable reason = cause; reason != null; reason = reason.getCause()) {
      if (reason instanceof InvalidInputException invalid) {
        return invalid.getMessage();
      }
    }
    return "The text was changed by somebody else, or written by a newer version.";
  }
}
