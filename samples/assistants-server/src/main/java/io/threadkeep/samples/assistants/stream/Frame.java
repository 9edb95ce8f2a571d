package io.threadkeep.samples.assistants.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One event of a stream.
 *
 * @param place null for what is of no run
 * @param data of one line
 */
record Frame(@Nullable Place place, String event, String data) {

  static Frame of(Place place, String event, ObjectNode data) {
    return new Frame(place, event, data.toString());
  }

  static Frame done() {
    return new Frame(null, "done", "[DONE]");
  }

  /** As it is sent. */
  byte[] bytes() {
    String id = place == null ? "" : "id: " + place + "\n";
    return (id + "event: " + event + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
  }
}
