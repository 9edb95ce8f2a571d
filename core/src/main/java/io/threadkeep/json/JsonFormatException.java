package io.threadkeep.json;

import com.fasterxml.jackson.core.JsonProcessingException;
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
            + ". The text was changed by somebody else, or written by a newer version.");
  }
}
