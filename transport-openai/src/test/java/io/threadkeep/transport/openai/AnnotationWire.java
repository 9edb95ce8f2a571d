package io.threadkeep.transport.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.threadkeep.message.Annotation;
import java.util.List;

/** Annotations, as each API writes them. */
final class AnnotationWire {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AnnotationWire() {}

  /** With all fields side by side. */
  static ArrayNode ofResponses(List<Annotation> annotations) {
    ArrayNode all = JSON.createArrayNode();
    annotations.forEach(annotation -> all.add(fields(annotation).put("type", type(annotation))));
    return all;
  }

  /** With the fields under the name of the type. */
  static ArrayNode ofChat(List<Annotation> annotations) {
    ArrayNode all = JSON.createArrayNode();
    for (Annotation annotation : annotations) {
      ObjectNode node = all.addObject().put("type", type(annotation));
      node.set(type(annotation), fields(annotation));
    }
    return all;
  }

  private static String type(Annotation annotation) {
    if (annotation instanceof Annotation.UrlCitation) {
      return "url_citation";
    }
    return annotation instanceof Annotation.FileCitation
        ? "file_citation"
        : "container_file_citation";
  }

  private static ObjectNode fields(Annotation annotation) {
    ObjectNode node = JSON.createObjectNode();
    if (annotation instanceof Annotation.UrlCitation citation) {
      node.put("url", citation.url()).put("title", citation.title());
    } else if (annotation instanceof Annotation.FileCitation citation) {
      return node.put("file_id", citation.fileId()).put("filename", "a.pdf").put("index", 0);
    } else if (annotation instanceof Annotation.FilePath path) {
      node.put("file_id", path.fileId()).put("container_id", "c").put("filename", "b.csv");
    }
    return node.put("start_index", annotation.start()).put("end_index", annotation.end());
  }
}
