package io.threadkeep.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the model's records as JSON with {@code snake_case} names. What it writes it
 * reads back equal; unknown fields are passed over, so that an older version can read a newer one's
 * rows.
 *
 * <p>No class name is ever read from JSON, and depth, text and numbers are bounded.
 */
public final class JsonCodec {
  private static final int DEPTH = 64;
  private static final int TEXT = 8 << 20;
  private static final int DIGITS = 64;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH)
                          .maxStringLength(TEXT)
                          .maxNumberLength(DIGITS)
                          .build())
                  .build())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addModule(new ModelMixins())
          .build();

  /** A mapper of its own: each remembers how it has written an enum the first time. */
  private static final ObjectWriter FOR_SCRIPTS =
      MAPPER.copy().configure(EnumFeature.WRITE_ENUMS_TO_LOWERCASE, true).writer();

  private static final ObjectWriter WRITER = MAPPER.writer();
  private static final ObjectWriter CANONICAL =
      MAPPER.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private JsonCodec() {}

  public static String write(Object value) {
    return write(WRITER, value);
  }

  /** As {@link #write}, but the same for equal values: maps come in the order of their keys. */
  public static String writeCanonical(@Nullable Object value) {
    return write(CANONICAL, value);
  }

  /**
   * As {@link #write}, but constants are in lower case, as types and names of fields are: for the
   * programs of others, who may be given it and never hand it back.
   */
  public static String writeForScripts(Object value) {
    return write(FOR_SCRIPTS, value);
  }

  /**
   * @throws JsonFormatException if {@code json} does not hold a {@code T}
   */
  public static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new JsonFormatException(type, e);
    }
  }

  private static String write(ObjectWriter writer, @Nullable Object value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Cannot write " + (value == null ? "null" : value.getClass().getName()) + " as JSON.", e);
    }
  }
}
