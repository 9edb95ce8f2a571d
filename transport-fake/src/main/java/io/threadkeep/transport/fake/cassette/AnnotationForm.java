package io.threadkeep.transport.fake.cassette;

import io.threadkeep.message.Annotation;
import org.snakeyaml.engine.v2.nodes.Node;

/** References of a text into files or pages. */
final class AnnotationForm {
  private static final String FILE_CITATION = "file_citation";
  private static final String FILE_PATH = "file_path";
  private static final String URL_CITATION = "url_citation";
  private static final String MARKER = "marker";
  private static final String TITLE = "title";
  private static final String START = "start";
  private static final String END = "end";

  private AnnotationForm() {}

  static Node write(Annotation annotation) {
    Fields fields = new Fields();
    if (annotation instanceof Annotation.FileCitation file) {
      fields.text(FILE_CITATION, file.fileId()).text(MARKER, file.marker());
    } else if (annotation instanceof Annotation.FilePath file) {
      fields.text(FILE_PATH, file.fileId()).text(MARKER, file.marker());
    } else if (annotation instanceof Annotation.UrlCitation page) {
      fields.text(URL_CITATION, page.url()).text(TITLE, page.title());
    }
    return fields.number(START, annotation.start()).number(END, annotation.end()).node();
  }

  static Annotation read(Entry entry) {
    int start = (int) entry.get(START).number(0, Integer.MAX_VALUE);
    int end = (int) entry.get(END).number(0, Integer.MAX_VALUE);
    String kind = entry.firstOf(FILE_CITATION, FILE_PATH, URL_CITATION);
    String source = entry.get(kind).text();
    return switch (kind) {
      case FILE_CITATION -> new Annotation.FileCitation(marker(entry, kind), source, start, end);
      case FILE_PATH -> new Annotation.FilePath(marker(entry, kind), source, start, end);
      default ->
          new Annotation.UrlCitation(
              entry.only(kind, TITLE, START, END).get(TITLE).text(), source, start, end);
    };
  }

  private static String marker(Entry entry, String kind) {
    return entry.only(kind, MARKER, START, END).get(MARKER).text();
  }
}
