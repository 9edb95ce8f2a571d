package io.threadkeep.transport.fake.cassette;

import io.threadkeep.limit.Text;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A value in a cassette that is being read; it knows its line, for whoever finds it wrong. */
final class Entry {
  private static final int SHOWN = 80;

  private final Path file;
  private final int firstLine;
  private final String key;
  private final Node node;

  /**
   * @param firstLine of the document that {@code node} belongs to
   * @param key that leads to it
   */
  Entry(Path file, int firstLine, String key, Node node) {
    this.file = file;
    this.firstLine = firstLine;
    this.key = key;
    this.node = node;
  }

  Node node() {
    return node;
  }

  Entry get(String name) {
    return find(name).orElseThrow(() -> damaged("'" + name + "' is missing in '" + key + "'."));
  }

  Optional<Entry> find(String name) {
    return fields().stream()
        .filter(field -> name.equals(name(field)))
        .findFirst()
        .map(field -> new Entry(file, firstLine, name, field.getValueNode()));
  }

  /** The first of {@code names} that is a key here. */
  String firstOf(String... names) {
    return Arrays.stream(names)
        .filter(name -> find(name).isPresent())
        .findFirst()
        .orElseThrow(() -> damaged("'" + key + "' has none of " + String.join(", ", names) + "."));
  }

  /** Refuses keys that nobody will read: most likely they are misspelt. */
  Entry only(String... names) {
    List<String> known = List.of(names);
    for (NodeTuple field : fields()) {
      if (!known.contains(name(field))) {
        throw new Entry(file, firstLine, key, field.getKeyNode())
            .damaged("'" + key + "' has no '" + name(field) + "'; it may have " + known + ".");
      }
    }
    return this;
  }

  boolean isText() {
    return Yaml.textOf(node).isPresent();
  }

  String text() {
    return Yaml.textOf(node).orElseThrow(() -> wrong("a text"));
  }

  long number(long min, long max) {
    try {
      long number = Long.parseLong(text());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, as a number that does not fit is.
    }
    throw wrong("a whole number from " + min + " to " + max);
  }

  boolean flag() {
    if (!List.of("true", "false").contains(text())) {
      throw wrong("true or false");
    }
    return Boolean.parseBoolean(text());
  }

  <E extends Enum<E>> E oneOf(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> written(constant).equals(text()))
        .findFirst()
        .orElseThrow(() -> wrong("one of " + allowed(type)));
  }

  List<Entry> items() {
    if (!(node instanceof SequenceNode list)) {
      throw wrong("a list");
    }
    return list.getValue().stream().map(item -> new Entry(file, firstLine, key, item)).toList();
  }

  CassetteException wrong(String allowed) {
    String found =
        Yaml.textOf(node).map(text -> "'" + Text.truncate(text, SHOWN) + "'").orElse(kind());
    return damaged("'" + key + "' is " + found + "; it must be " + allowed + ".");
  }

  CassetteException damaged(String problem) {
    int line = node.getStartMark().map(mark -> firstLine + mark.getLine()).orElse(firstLine);
    return new CassetteException(file, line, problem, null);
  }

  private List<NodeTuple> fields() {
    if (!(node instanceof MappingNode mapping)) {
      throw wrong("keys with values");
    }
    return mapping.getValue();
  }

  private String name(NodeTuple field) {
    if (!(field.getKeyNode() instanceof ScalarNode name)) {
      throw damaged("a key in '" + key + "' is not a word.");
    }
    return name.getValue();
  }

  private String kind() {
    return node instanceof SequenceNode ? "a list" : "a group of keys";
  }

  private static String allowed(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(Entry::written)
        .collect(Collectors.joining(", "));
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
