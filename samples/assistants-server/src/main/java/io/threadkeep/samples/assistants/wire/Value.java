package io.threadkeep.samples.assistants.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.threadkeep.limit.Text;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A value of a request, and what must be so of it.
 *
 * @param path where it stands: {@code additional_messages[0].content}
 */
public record Value(JsonNode node, String path) {
  private static final int SHOWN = 64;

  /** What a query says of a number: all is text there. */
  public static Value ofNumber(String name, String text) {
    return new Value(
        text.matches("-?\\d+")
            ? BigIntegerNode.valueOf(new BigInteger(text))
            : TextNode.valueOf(text),
        name);
  }

  /** At most {@code most} characters, as people count them: an emoji is one. */
  public String text(int most) {
    if (!node.isTextual()) {
      throw wrongType("a string");
    }
    String text = node.textValue();
    int length = length(text);
    if (length > most) {
      throw invalid(
          "string too long. Expected a string with maximum length "
              + most
              + ", but got a string with length "
              + length
              + " instead.",
          "string_above_max_length");
    }
    return text;
  }

  /** As {@link #text}, but not empty. */
  public String words(int most) {
    String text = text(most);
    if (text.isEmpty()) {
      throw invalid(
          "empty string. Expected a string with minimum length 1, but got an empty string instead.",
          "empty_string");
    }
    return text;
  }

  public String oneOf(List<String> allowed) {
    String text = text(Integer.MAX_VALUE);
    if (!allowed.contains(text)) {
      throw unsupported("'" + shown(text) + "'", allowed);
    }
    return text;
  }

  public int integer(int least, int most) {
    if (!node.isIntegralNumber()) {
      throw wrongType("an integer");
    }
    if (!node.canConvertToInt() || node.intValue() > most) {
      boolean below = node.bigIntegerValue().signum() < 0;
      throw below ? outOfRange("integer", "below min", least) : above("integer", most);
    }
    if (node.intValue() < least) {
      throw outOfRange("integer", "below min", least);
    }
    return node.intValue();
  }

  public double decimal(double least, double most) {
    if (!node.isNumber()) {
      throw wrongType("a decimal");
    }
    if (node.doubleValue() > most) {
      throw above("decimal", most);
    }
    if (node.doubleValue() < least) {
      throw outOfRange("decimal", "below min", least);
    }
    return node.doubleValue();
  }

  public boolean bool() {
    if (!node.isBoolean()) {
      throw wrongType("a boolean");
    }
    return node.booleanValue();
  }

  public Fields fields() {
    return Fields.of(this);
  }

  public boolean isText() {
    return node.isTextual();
  }

  public boolean isList() {
    return node.isArray();
  }

  public List<Value> items(int most) {
    if (!node.isArray()) {
      throw wrongType("an array");
    }
    if (node.size() > most) {
      throw invalid(
          "array too long. Expected an array with maximum length "
              + most
              + ", but got an array with length "
              + node.size()
              + " instead.",
          "array_above_max_length");
    }
    List<Value> items = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      items.add(new Value(node.get(i), path + "[" + i + "]"));
    }
    return items;
  }

  public List<Value> someItems(int most) {
    List<Value> items = items(most);
    if (items.isEmpty()) {
      throw invalid(
          "empty array. Expected an array with minimum length 1, but got an empty array instead.",
          "empty_array");
    }
    return items;
  }

  public ApiException wrongType(String expected) {
    return ApiError.badRequest(
            "Invalid type for '"
                + path
                + "': expected "
                + expected
                + ", but got "
                + kind()
                + " instead.",
            path,
            "invalid_type")
        .asException();
  }

  public ApiException unsupported(String found, List<String> allowed) {
    return ApiError.badRequest(
            "Invalid value: " + found + ". Supported values are: " + listed(allowed) + ".",
            path,
            "invalid_value")
        .asException();
  }

  public ApiException invalid(String what, String code) {
    return ApiError.badRequest("Invalid '" + path + "': " + what, path, code).asException();
  }

  private ApiException above(String kind, Number most) {
    return outOfRange(kind, "above max", most);
  }

  /**
   * @param side {@code above max} or {@code below min}
   */
  private ApiException outOfRange(String kind, String side, Number bound) {
    return invalid(
        kind
            + " "
            + side
            + "imum value. Expected a value "
            + (side.startsWith("above") ? "<= " : ">= ")
            + plain(bound)
            + ", but got "
            + shown(node.asText())
            + " instead.",
        kind + "_" + side.replace(' ', '_') + "_value");
  }

  private static String plain(Number bound) {
    return bound.doubleValue() == bound.longValue()
        ? String.valueOf(bound.longValue())
        : bound.toString();
  }

  private String kind() {
    return switch (node.getNodeType()) {
      case STRING -> "a string";
      case BOOLEAN -> "a boolean";
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case NUMBER -> node.isIntegralNumber() ? "an integer" : "a decimal";
      default -> "null";
    };
  }

  /** {@code 'user' and 'assistant'}. */
  private static String listed(List<String> allowed) {
    List<String> quoted = allowed.stream().map(value -> "'" + value + "'").toList();
    int last = quoted.size() - 1;
    return last == 0
        ? quoted.get(0)
        : String.join(", ", quoted.subList(0, last))
            + (last > 1 ? "," : "")
            + " and "
            + quoted.get(last);
  }

  /** In characters of Unicode. */
  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** A caller's own words, fit to be said back. */
  static String shown(String text) {
    return Text.truncate(Text.sanitise(text), SHOWN);
  }
}
