package io.threadkeep.samples.assistants.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.io.CountingOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Text to JSON and back. */
public final class Json {
  private static final int DEPTH = 64;
  private static final int NUMBER = 100;

  private static final JsonMapper MAPPER = mapper();

  private Json() {}

  private static JsonMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(DEPTH).maxNumberLength(NUMBER).build());
    return mapper;
  }

  /**
   * A request's body; no bytes at all are an object without fields.
   *
   * @throws ApiException if it is no JSON object in UTF-8
   */
  public static ObjectNode readBody(byte[] body) {
    if (body.length == 0) {
      return MAPPER.createObjectNode();
    }
    JsonNode read;
    try {
      read = MAPPER.readTree(Utf8.read(body));
    } catch (IOException e) {
      throw notJson();
    }
    if (read instanceof ObjectNode object) {
      return object;
    }
    throw notJson();
  }

  private static ApiException notJson() {
    return ApiError.badRequest(
            "We could not parse the JSON body of your request: a JSON object in UTF-8 was expected,"
                + " with no name in it twice and at most "
                + DEPTH
                + " levels deep.")
        .asException();
  }

  /** In UTF-8, without a string of it all in between. */
  public static byte[] bytes(ObjectNode json) {
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw notWritten(e);
    }
  }

  /** How many {@link #bytes} it would be. */
  public static long size(ObjectNode json) {
    try (CountingOutputStream counting =
        new CountingOutputStream(OutputStream.nullOutputStream())) {
      MAPPER.writeValue(counting, json);
      return counting.getCount();
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  private static IllegalStateException notWritten(IOException failure) {
    return new IllegalStateException("A JSON document could not be written.", failure);
  }

  /** What this server has written itself, or has checked. */
  static JsonNode read(String stored) {
    try {
      return MAPPER.readTree(stored);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored JSON document cannot be read.", e);
    }
  }

  /** Whole seconds; null stays null. */
  static @Nullable Long seconds(@Nullable Instant instant) {
    return instant == null ? null : instant.getEpochSecond();
  }
}
