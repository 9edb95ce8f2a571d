package io.threadkeep.samples.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is read, and how much of it has been. */
final class ImportFile implements AutoCloseable {
  private static final String STANDARD_INPUT = "-";

  private final Counted content;
  private final long size;

  private ImportFile(Counted content, long size) {
    this.content = content;
    this.size = size;
  }

  static ImportFile open(String name, Terminal terminal) throws IOException {
    if (name.equals(STANDARD_INPUT)) {
      return new ImportFile(new Counted(terminal.in()), 0);
    }
    Path file = Path.of(name);
    long size = Files.size(file);
    return new ImportFile(new Counted(Files.newInputStream(file)), size);
  }

  InputStream content() {
    return content;
  }

  void show(Progress progress, String done) {
    if (size == 0) {
      progress.show(done);
    } else {
      progress.show((double) content.count / size, done);
    }
  }

  @Override
  public void close() throws IOException {
    content.close();
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
