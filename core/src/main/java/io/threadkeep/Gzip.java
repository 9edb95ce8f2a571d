package io.threadkeep;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Files that take a tenth of the room: told by their name when written, and by themselves when
 * read.
 */
final class Gzip {
  private static final String ENDING = ".gz";
  private static final int BUFFER = 1 << 16;

  private Gzip() {}

  /** To a file of that name. */
  static OutputStream packed(Path name, OutputStream to) throws IOException {
    return name.toString().endsWith(ENDING) ? new GZIPOutputStream(to, BUFFER) : to;
  }

  static InputStream unpacked(InputStream from) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(from, BUFFER);
    buffered.mark(2);
    int magic = buffered.read() | buffered.read() << 8;
    buffered.reset();
    return magic == GZIPInputStream.GZIP_MAGIC ? new GZIPInputStream(buffered, BUFFER) : buffered;
  }
}
