package io.threadkeep.samples.assistants.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/** What is sent to one client: whole frames, one after the other, until it is over. */
final class ClientStream {
  private final OutputStream out;
  private final ReentrantLock writing = new ReentrantLock();
  private final CompletableFuture<Void> over = new CompletableFuture<>();

  ClientStream(OutputStream out) {
    this.out = out;
  }

  /** A client that has gone away, or does not read, ends it. */
  void send(byte[] bytes) {
    writing.lock();
    try {
      if (!over.isDone()) {
        out.write(bytes);
        out.flush();
      }
    } catch (IOException | IllegalStateException gone) {
      end();
    } finally {
      writing.unlock();
    }
  }

  /** As {@link #send}, but nothing if something is being sent just now. */
  void sendIfIdle(byte[] bytes) {
    if (writing.tryLock()) {
      try {
        send(bytes);
      } finally {
        writing.unlock();
      }
    }
  }

  void end() {
    over.complete(null);
  }

  CompletableFuture<Void> over() {
    return over;
  }
}
