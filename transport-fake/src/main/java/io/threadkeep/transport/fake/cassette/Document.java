package io.threadkeep.transport.fake.cassette;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One document of a cassette's stream, as it stands in the file.
 *
 * @param line on which it begins in the file, from 1
 */
record Document(int line, String source) {
  static final String SEPARATOR = "---";

  /** More than any schema has that a tool may have. */
  private static final int DEEPEST = 200;

  /** Cuts a stream at its separators: nothing within a document begins a line with one. */
  static List<Document> split(String stream) {
    List<Document> documents = new ArrayList<>();
    StringBuilder source = new StringBuilder();
    int first = 1;
    int line = 0;
    for (String each : (Iterable<String>) stream.lines()::iterator) {
      line++;
      if (each.stripTrailing().equals(SEPARATOR)) {
        documents.add(new Document(first, source.toString()));
        source.setLength(0);
        first = line + 1;
      } else {
        source.append(each).append('\n');
      }
    }
    documents.add(new Document(first, source.toString()));
    return documents;
  }

  /**
   * @param name of what it holds, for whoever finds it wrong
   * @throws CassetteException if it is not YAML of the plain kind that cassettes are written in
   */
  Entry root(Path file, String name) {
    try {
      Node root =
          Yaml.read(source)
              .orElseThrow(() -> new CassetteException(file, line, "nothing is here.", null));
      requirePlain(file, root, 0);
      return new Entry(file, line, name, root);
    } catch (MarkedYamlEngineException e) {
      int at = line + e.getProblemMark().map(Mark::getLine).orElse(0);
      throw new CassetteException(file, at, "it is damaged: " + e.getProblem() + ".", e);
    } catch (StackOverflowError e) {
      throw new CassetteException(file, line, "it is damaged: nested without end.", null);
    } catch (YamlEngineException e) {
      throw new CassetteException(file, line, "it is damaged: " + e.getMessage(), e);
    }
  }

  /** Refuses what a merge leaves behind, and with what a few lines can stand for gigabytes. */
  private void requirePlain(Path file, Node node, int depth) {
    if (depth > DEEPEST) {
      throw new Entry(file, line, "depth", node)
          .damaged("nested deeper than " + DEEPEST + " levels.");
    }
    if (node.getAnchor().isPresent()) {
      throw new Entry(file, line, "anchor", node)
          .damaged("anchors have no place in a cassette: write out what they stand for.");
    }
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(item -> requirePlain(file, item, depth + 1));
    } else if (node instanceof MappingNode mapping) {
      Set<String> keys = new HashSet<>();
      for (NodeTuple field : mapping.getValue()) {
        if (!(field.getKeyNode() instanceof ScalarNode key) || !keys.add(key.getValue())) {
          throw new Entry(file, line, "key", field.getKeyNode())
              .damaged("this key is no word, or is here for the second time.");
        }
        requirePlain(file, field.getValueNode(), depth + 1);
      }
    }
  }
}
