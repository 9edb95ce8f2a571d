package io.threadkeep.samples.cli;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A file that is read, compressed or not, and how much of it has been. */
final class ImportFile implements AutoCloseable {
  private static final String STANDARD_INPUT = "-";
  private static final int GZIP = GZIPInputStream.GZIP_MAGIC;

  private final Counted raw;
  private final InputStream content;
  private final long size;

  private ImportFile(Counted raw, InputStream content, long size) {
    this.raw = raw;
    this.content = content;
    this.size = size;
  }

  static ImportFile open(String name, Terminal terminal) throws IOException {
    boolean piped = name.equals(STANDARD_INPUT);
    Counted raw = new Counted(piped ? terminal.in() : Files.newInputStream(Path.of(name)));
    try {
      return new ImportFile(raw, unpacked(raw), piped ? 0 : Files.size(Path.of(name)));
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  InputStream content() {
    return content;
  }

  void show(Progress progress, String done) {
    if (size == 0) {
      progress.show(done);
    } else {
      progress.show((double) raw.count / size, done);
    }
  }

  @Override
  public void close() throws IOException {
    content.close();
  }

  private static InputStream unpacked(InputStream raw) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(raw, 1 << 16);
    buffered.mark(2);
    int magic = buffered.read() | buffered.read() << 8;
    buffered.reset();
    return magic == GZIP ? new GZIPInputStream(buffered, 1 << 16) : buffered;
  }

  /** What was taken from the disk. */
  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = super.read(bytes, from, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
