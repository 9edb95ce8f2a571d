package io.threadkeep.samples.assistants.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.threadkeep.limit.Limits;
import io.threadkeep.metadata.Metadata;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Metadata: up to 16 pairs of text. */
public final class MetadataWire {
  private static final String FIELD = "metadata";

  private MetadataWire() {}

  /** Of a body in which nothing else can be changed; null where it is left as it is. */
  public static @Nullable Metadata readOnly(ObjectNode body) {
    Fields fields = Fields.of(body);
    Metadata metadata = readIfSaid(fields);
    fields.end();
    return metadata;
  }

  /** Null where nothing is said of it. */
  static @Nullable Metadata readIfSaid(Fields fields) {
    return fields.has(FIELD) ? read(fields) : null;
  }

  /** Empty where nothing is said of it. */
  static Metadata read(Fields fields) {
    Value value = fields.value(FIELD);
    if (value == null) {
      return Metadata.EMPTY;
    }
    if (!(value.node() instanceof ObjectNode pairs)) {
      throw value.wrongType("an object");
    }
    if (pairs.size() > Limits.METADATA_PAIRS) {
      throw value.invalid(
          "too many properties. Expected an object with at most "
              + Limits.METADATA_PAIRS
              + " properties, but got an object with "
              + pairs.size()
              + " properties instead.",
          "object_above_max_properties");
    }
    Map<String, String> read = new LinkedHashMap<>();
    for (Iterator<Map.Entry<String, JsonNode>> all = pairs.fields(); all.hasNext(); ) {
      Map.Entry<String, JsonNode> pair = all.next();
      String path = value.path() + "." + Value.shown(pair.getKey());
      requireShort(value, pair.getKey(), path);
      read.put(pair.getKey(), new Value(pair.getValue(), path).text(Limits.METADATA_VALUE));
    }
    return new Metadata(read);
  }

  private static void requireShort(Value value, String key, String path) {
    if (Value.length(key) > Limits.METADATA_KEY) {
      throw ApiError.badRequest(
              "Invalid property name in '"
                  + value.path()
                  + "': '"
                  + Value.shown(key)
                  + "' is too long. Expected a string with maximum length "
                  + Limits.METADATA_KEY
                  + ", but got a string with length "
                  + Value.length(key)
                  + " instead.",
              path,
              "property_name_above_max_length")
          .asException();
    }
  }

  static ObjectNode write(Metadata metadata) {
    ObjectNode pairs = JsonNodeFactory.instance.objectNode();
    metadata.pairs().forEach(pairs::put);
    return pairs;
  }
}
