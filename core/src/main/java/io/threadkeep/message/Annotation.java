package io.threadkeep.message;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;

/**
 * Where a piece of a text comes from. Indices count characters of the text it belongs to; the end
 * is exclusive.
 */
public sealed interface Annotation {

  int start();

  int end();

  /** A quotation from a file; {@code marker} is the text that stands for it. */
  record FileCitation(String marker, String fileId, int start, int end) implements Annotation {
    public FileCitation {
      Checks.text("annotation.text", marker, Limits.URL);
      Checks.requiredText("annotation.file_citation.file_id", fileId, Limits.FILE_ID);
      range(start, end);
    }
  }

  /** A file that a tool made; {@code marker} is the text that stands for it. */
  record FilePath(String marker, String fileId, int start, int end) implements Annotation {
    public FilePath {
      Checks.text("annotation.text", marker, Limits.URL);
      Checks.requiredText("annotation.file_path.file_id", fileId, Limits.FILE_ID);
      range(start, end);
    }
  }

  /** A quotation from a page. */
  record UrlCitation(String title, String url, int start, int end) implements Annotation {
    public UrlCitation {
      Checks.text("annotation.title", title, Limits.URL);
      Checks.requiredText("annotation.url_citation.url", url, Limits.URL);
      range(start, end);
    }
  }

  private static void range(int start, int end) {
    if (start < 0 || end < start) {
      throw new InvalidInputException(
          "annotation", "0 <= start <= end", "start " + start + ", end " + end);
    }
  }
}
