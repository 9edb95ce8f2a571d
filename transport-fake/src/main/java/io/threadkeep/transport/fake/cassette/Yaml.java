package io.threadkeep.transport.fake.cassette;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * YAML as cassettes use it: texts of many lines stand line under line, so that a diff shows what
 * changed. Where a literal block cannot hold a text, it is a list of its lines with the tag {@code
 * !lines}.
 */
final class Yaml {
  static final Tag LINES = new Tag("!lines");

  /** What no style writes as it is: controls, foreign line breaks, noncharacters. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\u2028\\u2029\\uFEFF\\uFFFE\\uFFFF&&[^\\n]]");

  /** What nobody would see in a literal block. */
  private static final Pattern SPACE_AT_THE_END = Pattern.compile(" (?=\\n|\\z)");

  private static final Pattern AFTER_A_LINE = Pattern.compile("(?<=\\n)");

  private static final DumpSettings OUTPUT =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setSplitLines(false)
          .setWidth(Integer.MAX_VALUE)
          .setBestLineBreak("\n")
          .build();

  /** Files are the developer's own; what could make little become much is refused elsewhere. */
  private static final LoadSettings INPUT =
      LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

  private Yaml() {}

  static Node text(String value) {
    if (value.indexOf('\n') < 0) {
      return line(value);
    }
    if (!UNPRINTABLE.matcher(value).find() && !SPACE_AT_THE_END.matcher(value).find()) {
      return new ScalarNode(Tag.STR, value, ScalarStyle.LITERAL);
    }
    List<Node> lines = new ArrayList<>();
    AFTER_A_LINE
        .splitAsStream(value)
        .map(line -> new ScalarNode(Tag.STR, line, ScalarStyle.DOUBLE_QUOTED))
        .forEach(lines::add);
    return new SequenceNode(LINES, lines, FlowStyle.BLOCK);
  }

  /** On one line, whatever it holds; the emitter quotes what it has to. */
  static Node line(String value) {
    boolean escaped = value.indexOf('\n') >= 0 || UNPRINTABLE.matcher(value).find();
    return new ScalarNode(Tag.STR, value, escaped ? ScalarStyle.DOUBLE_QUOTED : ScalarStyle.PLAIN);
  }

  /** A number, a truth value or null, as it is written. */
  static Node plain(Tag tag, String value) {
    return new ScalarNode(tag, value, ScalarStyle.PLAIN);
  }

  static Node list(List<Node> items) {
    return new SequenceNode(Tag.SEQ, items, items.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
  }

  /** The text that a node is, if it is one. */
  static Optional<String> textOf(Node node) {
    if (node instanceof ScalarNode scalar) {
      return Optional.of(scalar.getValue());
    }
    if (node instanceof SequenceNode lines && lines.getTag().equals(LINES)) {
      StringBuilder joined = new StringBuilder();
      for (Node line : lines.getValue()) {
        if (!(line instanceof ScalarNode scalar)) {
          return Optional.empty();
        }
        joined.append(scalar.getValue());
      }
      return Optional.of(joined.toString());
    }
    return Optional.empty();
  }

  static String write(Node node) {
    StringBuilder written = new StringBuilder();
    new Dump(OUTPUT)
        .dumpNode(
            node,
            new StreamDataWriter() {
              @Override
              public void write(String text) {
                written.append(text);
              }

              @Override
              public void write(String text, int offset, int length) {
                written.append(text, offset, offset + length);
              }
            });
    return written.toString();
  }

  /**
   * The one document that {@code text} holds.
   *
   * @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException if it is not YAML
   */
  static Optional<Node> read(String text) {
    return new Compose(INPUT).composeString(text);
  }
}
