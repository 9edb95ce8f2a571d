package io.threadkeep.transport.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.JsonValue;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.limit.Limits;
import io.threadkeep.limit.Text;
import io.threadkeep.message.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the annotations of a text, in the form of either API: the fields stand in the annotation,
 * or in an object under the name of its type.
 *
 * <p>What is of no known type or cannot be kept is left out: an answer is worth more than its
 * footnotes.
 */
final class Annotations {

  /** Characters of JSON: more than its longest URL and title take. */
  static final int LONGEST = 8 << 10;

  private Annotations() {}

  /** As they came; none if there is no list of them. */
  static Iterable<JsonNode> of(Map<String, JsonValue> fields) {
    JsonValue all = fields.get("annotations");
    JsonNode nodes = all == null ? null : all.convert(JsonNode.class);
    return nodes == null ? List.of() : nodes;
  }

  /** Whether one may be worth the memory until the text is whole. */
  static boolean isOfHonestLength(JsonNode node) {
    return node.toString().length() <= LONGEST;
  }

  static List<Annotation> read(Iterable<JsonNode> nodes, String text) {
    List<Annotation> annotations = new ArrayList<>();
    for (JsonNode node : nodes) {
      if (annotations.size() < Limits.ANNOTATIONS) {
        read(node, text).ifPresent(annotations::add);
      }
    }
    return annotations;
  }

  private static Optional<Annotation> read(JsonNode node, String text) {
    String type = node.path("type").asText();
    JsonNode fields = node.path(type).isObject() ? node.path(type) : node;
    try {
      return Optional.ofNullable(
          switch (type) {
            case "url_citation" ->
                new Annotation.UrlCitation(
                    field(fields, "title"),
                    field(fields, "url"),
                    start(fields, text),
                    end(fields, text));
            // What it cites is known, but not where: its index counts files.
            case "file_citation" ->
                new Annotation.FileCitation("", field(fields, "file_id"), 0, text.length());
            case "file_path" ->
                new Annotation.FilePath("", field(fields, "file_id"), 0, text.length());
            case "container_file_citation" -> container(fields, text);
            default -> null;
          });
    } catch (InvalidInputException unfit) {
      return Optional.empty();
    }
  }

  private static Annotation container(JsonNode fields, String text) {
    int start = start(fields, text);
    int end = end(fields, text);
    String marker = Text.sanitise(text.substring(start, Math.max(start, end)));
    return new Annotation.FilePath(marker, field(fields, "file_id"), start, end);
  }

  private static String field(JsonNode fields, String name) {
    return Text.sanitise(fields.path(name).asText(""));
  }

  private static int start(JsonNode fields, String text) {
    return within(fields.path("start_index").asInt(0), text);
  }

  private static int end(JsonNode fields, String text) {
    return within(fields.path("end_index").asInt(text.length()), text);
  }

  private static int within(int index, String text) {
    return Math.max(0, Math.min(index, text.length()));
  }
}
