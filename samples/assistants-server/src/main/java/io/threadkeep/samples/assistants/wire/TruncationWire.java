package io.threadkeep.samples.assistants.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code truncation_strategy}, which is a context policy in other words. */
final class TruncationWire {
  private static final String AUTO = "auto";
  private static final String LAST = "last_messages";
  private static final Pattern LAST_MESSAGES = Pattern.compile("last-messages\\((\\d+)\\)");

  private TruncationWire() {}

  /** A policy's written form; null where nothing is said of it. */
  static @Nullable String read(Fields all) {
    Fields fields = all.object("truncation_strategy");
    if (fields == null) {
      return null;
    }
    String type = fields.required("type").oneOf(List.of(AUTO, LAST));
    Integer last = fields.integer(LAST, 1, Integer.MAX_VALUE);
    if (type.equals(LAST) && last == null) {
      Value unused = fields.required(LAST);
    }
    fields.end();
    return type.equals(AUTO) ? AUTO : "last-messages(" + last + ")";
  }

  /**
   * A policy that the API has no words for is the server's own choice, which is what auto means.
   */
  static ObjectNode write(String policy) {
    Matcher last = LAST_MESSAGES.matcher(policy);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (last.matches()) {
      return json.put("type", LAST).put(LAST, Integer.parseInt(last.group(1)));
    }
    return json.put("type", AUTO).putNull(LAST);
  }
}
