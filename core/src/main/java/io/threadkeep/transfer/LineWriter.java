package io.threadkeep.transfer;

import io.threadkeep.id.ThreadId;
import io.threadkeep.json.JsonCodec;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes lines, with the checks between them. */
final class LineWriter {
  private final OutputStream out;
  private LineHash hash = new LineHash();
  private long bytes;

  LineWriter(OutputStream out) {
    this.out = new BufferedOutputStream(out, 1 << 16);
  }

  /** What belongs to no thread. */
  void writeApart(Line line) throws IOException {
    put(encode(line));
  }

  void begin(Line.ThreadStart thread) throws IOException {
    hash = new LineHash();
    write(thread);
  }

  /**
   * Of the thread that was begun last.
   *
   * @return how many bytes it takes
   * @throws LineTooLongException if no import would take it; nothing is written
   */
  int write(Line line) throws IOException {
    byte[] encoded = encode(line);
    put(encoded);
    hash.add(encoded, encoded.length);
    if (hash.isCheckDue()) {
      put(encode(new Line.Check(hash.lines(), hash.soFar())));
      hash.checked();
    }
    return encoded.length;
  }

  void end(ThreadId thread, TransferCounts counts, long activeRuns, boolean whole)
      throws IOException {
    put(
        encode(
            new Line.ThreadEnd(
                thread,
                counts.messages(),
                counts.runs(),
                counts.steps(),
                activeRuns,
                whole,
                hash.lines(),
                hash.soFar())));
  }

  long bytes() {
    return bytes;
  }

  /** The stream stays open: it is the caller's. */
  void flush() throws IOException {
    out.flush();
  }

  private void put(byte[] encoded) throws IOException {
    out.write(encoded);
    out.write('\n');
    bytes += encoded.length + 1;
  }

  private static byte[] encode(Line line) {
    byte[] encoded = JsonCodec.write(line).getBytes(StandardCharsets.UTF_8);
    if (encoded.length > LineReader.MOST_BYTES) {
      throw new LineTooLongException(encoded.length);
    }
    return encoded;
  }
}
