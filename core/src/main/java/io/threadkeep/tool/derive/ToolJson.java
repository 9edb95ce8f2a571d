package io.threadkeep.tool.derive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.threadkeep.tool.ToolFailureException;
import io.threadkeep.tool.ToolOutput;
import java.lang.reflect.Type;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads arguments into Java types and writes what tools return. Names are the host's own, unlike in
 * stored bodies; times are ISO 8601.
 */
final class ToolJson {
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModules(List.of(new Jdk8Module(), new JavaTimeModule()))
          .disable(
              SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
              SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private ToolJson() {}

  static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw unreadable("", e);
    }
  }

  static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw unreadable("", e);
    }
  }

  /**
   * @param name of the argument, for the model to find it
   */
  static @Nullable Object read(String name, JsonNode value, Type type) {
    try {
      return MAPPER.treeToValue(value, MAPPER.constructType(type));
    } catch (JsonProcessingException e) {
      throw unreadable(name, e);
    }
  }

  static ToolOutput output(@Nullable Object returned) throws JsonProcessingException {
    if (returned instanceof ToolOutput output) {
      return output;
    }
    return ToolOutput.of(
        returned instanceof String text ? text : MAPPER.writeValueAsString(returned));
  }

  /** Fits the schema and is no value all the same: a 31st of June. Jackson's words quote it. */
  private static ToolFailureException unreadable(String name, JsonProcessingException e) {
    if (e.getCause() instanceof ToolFailureException ours) {
      return ours;
    }
    Stream<String> within =
        e instanceof JsonMappingException mapping
            ? mapping.getPath().stream().map(ToolJson::written)
            : Stream.of();
    String place =
        Stream.concat(Stream.of(name), within)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("."));
    return new ToolFailureException(
        "The arguments cannot be read" + (place.isEmpty() ? "." : ": see '" + place + "'."), e);
  }

  private static String written(JsonMappingException.Reference reference) {
    return reference.getFieldName() == null
        ? String.valueOf(reference.getIndex())
        : reference.getFieldName();
  }
}
