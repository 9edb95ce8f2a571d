package io.threadkeep.samples.assistants.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object of a request. Each is asked for by its name; whoever has asked for
 * all that it knows calls {@link #end}, which refuses what is left.
 */
public final class Fields {
  private final ObjectNode object;
  private final String path;
  private final Set<String> known = new HashSet<>();

  private Fields(ObjectNode object, String path) {
    this.object = object;
    this.path = path;
  }

  /** Of a whole body. */
  public static Fields of(ObjectNode body) {
    return new Fields(body, "");
  }

  static Fields of(Value value) {
    if (value.node() instanceof ObjectNode node) {
      return new Fields(node, value.path());
    }
    throw value.wrongType("an object");
  }

  /** Null if it is not there, or null. */
  public @Nullable Value value(String name) {
    known.add(name);
    JsonNode node = object.get(name);
    return node == null || node.isNull() ? null : new Value(node, at(name));
  }

  public Value required(String name) {
    Value value = value(name);
    if (value != null) {
      return value;
    }
    if (object.has(name)) {
      throw new Value(object.get(name), at(name)).wrongType("a value");
    }
    throw ApiError.badRequest(
            "Missing required parameter: '" + at(name) + "'.",
            at(name),
            "missing_required_parameter")
        .asException();
  }

  /** Whether the caller says anything of it, be it null. */
  public boolean has(String name) {
    known.add(name);
    return object.has(name);
  }

  public @Nullable String text(String name, int most) {
    Value value = value(name);
    return value == null ? null : value.text(most);
  }

  public @Nullable Integer integer(String name, int least, int most) {
    Value value = value(name);
    return value == null ? null : value.integer(least, most);
  }

  public @Nullable Double decimal(String name, double least, double most) {
    Value value = value(name);
    return value == null ? null : value.decimal(least, most);
  }

  public @Nullable Boolean bool(String name) {
    Value value = value(name);
    return value == null ? null : value.bool();
  }

  public @Nullable Fields object(String name) {
    Value value = value(name);
    return value == null ? null : of(value);
  }

  /** Empty if it is not there, or null. */
  public <T> List<T> list(String name, int most, Function<Value, T> read) {
    Value value = value(name);
    if (value == null) {
      return List.of();
    }
    List<T> items = new ArrayList<>();
    value.items(most).forEach(item -> items.add(read.apply(item)));
    return items;
  }

  public String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Refuses a field that nobody has asked for. */
  public void end() {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        String at = Value.shown(at(name));
        throw ApiError.badRequest("Unknown parameter: '" + at + "'.", at, "unknown_parameter")
            .asException();
      }
    }
  }
}
