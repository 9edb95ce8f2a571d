package io.threadkeep.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts a stream into lines, and holds one at a time. */
final class LineReader {
  /** The longest line; what is longer is passed over without being held. */
  static final int MOST_BYTES = 16 << 20;

  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int next;
  private int filled;
  private byte[] line = new byte[BUFFER];
  private int length;
  private boolean tooLong;
  private long number;
  private long bytes;

  LineReader(InputStream in) {
    this.in = in;
  }

  /** Whether there was another line; the last one may lack its line feed. */
  boolean advance() throws IOException {
    length = 0;
    tooLong = false;
    boolean any = false;
    while (next < filled || fill()) {
      any = true;
      int end = next;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      append(next, end);
      bytes += end - next;
      next = end;
      if (end < filled) {
        next++;
        bytes++;
        break;
      }
    }
    if (any) {
      number++;
    }
    return any;
  }

  /** From 1. */
  long number() {
    return number;
  }

  /** Of all lines so far. */
  long bytes() {
    return bytes;
  }

  /** Of this line, in bytes. */
  int length() {
    return length;
  }

  boolean isTooLong() {
    return tooLong;
  }

  /** The line as text; null if it is not well-formed UTF-8. */
  @Nullable String text() {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(line, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  void addTo(LineHash hash) {
    hash.add(line, length);
  }

  private boolean fill() throws IOException {
    next = 0;
    filled = Math.max(0, in.read(buffer));
    return filled > 0;
  }

  private void append(int from, int to) {
    int more = to - from;
    if (tooLong || length + more > MOST_BYTES) {
      tooLong = true;
      return;
    }
    if (length + more > line.length) {
      line = Arrays.copyOf(line, Math.min(MOST_BYTES, Math.max(length + more, 2 * line.length)));
    }
    System.arraycopy(buffer, from, line, length, more);
    length += more;
  }
}
