package io.threadkeep.transport.fake.cassette;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Keys and values of one mapping, in the order in which they are to be read. */
final class Fields {
  private final List<NodeTuple> fields = new ArrayList<>();

  Fields put(String key, Node value) {
    fields.add(new NodeTuple(Yaml.line(key), value));
    return this;
  }

  Fields text(String key, String value) {
    return put(key, Yaml.text(value));
  }

  Fields number(String key, long value) {
    return put(key, Yaml.plain(Tag.INT, Long.toString(value)));
  }

  Fields yes(String key) {
    return put(key, Yaml.plain(Tag.BOOL, "true"));
  }

  Node node() {
    return new MappingNode(Tag.MAP, fields, fields.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
  }
}
