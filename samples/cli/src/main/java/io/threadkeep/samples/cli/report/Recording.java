package io.threadkeep.samples.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * A conversation of 1,000 turns that comes along, as an export: the help desk of a bicycle
 * workshop, made by the fake transport.
 */
public final class Recording {
  static final String FILE = "recording.jsonl.gz";

  private Recording() {}

  public static InputStream open() throws IOException {
    InputStream packed = Recording.class.getResourceAsStream(FILE);
    if (packed == null) {
      throw new IllegalStateException("The jar of the command line lacks " + FILE + ".");
    }
    return new GZIPInputStream(packed, 1 << 16);
  }
}
