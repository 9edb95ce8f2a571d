package io.threadkeep.transport.fake.cassette;

import io.threadkeep.limit.Text;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * The one way in which what is written and what is compared are made alike: redacted, with numbered
 * call ids, well-formed Unicode, and the same style for the same text.
 */
final class NormalForm {
  /** Words of the format itself: hidden ones could not be read back. */
  private static final Set<String> OUR_OWN =
      Set.of("finish", "type", "retry_after", "detail", "tool_call", PartForm.CALL_ID);

  /** What is below these are schemas, whose keys mean nothing to us. */
  private static final Set<String> SCHEMAS = Set.of(RequestForm.PARAMETERS, RequestForm.SCHEMA);

  /** What becomes of a text, by the key that leads to it. */
  private final BinaryOperator<String> change;

  private NormalForm(BinaryOperator<String> change) {
    this.change = change;
  }

  /** Without what is to be hidden. */
  static Node redacted(Node node, Redaction redaction) {
    return new NormalForm((key, text) -> redacted(key, Text.sanitise(text), redaction))
        .of("", node);
  }

  /** With call ids as {@code ids} names them. */
  static Node numbered(Node node, CallNumbers ids) {
    return new NormalForm((key, text) -> key.equals(PartForm.CALL_ID) ? ids.name(text) : text)
        .of("", node);
  }

  private static String redacted(String key, String text, Redaction redaction) {
    if (OUR_OWN.contains(key)) {
      return text;
    }
    boolean ofTool = key.equals(PartForm.ARGUMENTS) || key.equals(PartForm.TOOL_RESULT);
    return ofTool ? redaction.toolText(text) : redaction.text(text);
  }

  private Node of(String key, Node node) {
    Optional<String> text = Yaml.textOf(node);
    if (text.isPresent()) {
      boolean isText = node.getTag().equals(Tag.STR) || node.getTag().equals(Yaml.LINES);
      return isText
          ? Yaml.text(change.apply(key, text.get()))
          : Yaml.plain(node.getTag(), text.get());
    }
    if (node instanceof SequenceNode list) {
      return Yaml.list(list.getValue().stream().map(item -> of(key, item)).toList());
    }
    Fields normal = new Fields();
    for (NodeTuple field : ((MappingNode) node).getValue()) {
      String name = Text.sanitise(((ScalarNode) field.getKeyNode()).getValue());
      normal.put(name, of(SCHEMAS.contains(key) ? key : name, field.getValueNode()));
    }
    return normal.node();
  }
}
