package io.threadkeep.samples.assistants.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** That something is gone. */
public final class DeletedWire {

  private DeletedWire() {}

  /**
   * @param object what it was: {@code thread.message}
   */
  public static ObjectNode write(String id, String object) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id)
        .put("object", object + ".deleted")
        .put("deleted", true);
  }
}
