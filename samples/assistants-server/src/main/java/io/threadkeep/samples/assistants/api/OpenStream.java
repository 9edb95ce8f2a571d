package io.threadkeep.samples.assistants.api;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;

/** What is written to one client, which can be ended between two writes. */
final class OpenStream extends OutputStream {
  private final OutputStream out;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  OpenStream(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int oneByte) throws IOException {
    write(new byte[] {(byte) oneByte}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) throws IOException {
    if (ended.isDone()) {
      throw new IOException("The stream was ended.");
    }
    out.write(bytes, from, length);
  }

  @Override
  public synchronized void flush() throws IOException {
    if (!ended.isDone()) {
      out.flush();
    }
  }

  /** Waits for a write that is under way; nothing is written behind the last words. */
  synchronized void end(byte[] lastWords) {
    try {
      write(lastWords, 0, lastWords.length);
      flush();
    } catch (IOException | IllegalStateException gone) {
      // Nobody is there to hear it.
    } finally {
      ended.complete(null);
    }
  }

  /** Done when it was ended from here. */
  CompletableFuture<Void> ended() {
    return ended;
  }
}
