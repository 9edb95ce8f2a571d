package io.threadkeep.samples.assistants.api;

import io.javalin.http.Context;
import io.threadkeep.samples.assistants.stream.Farewell;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The streams that clients hear, so that each can be ended with a word when the server goes. */
final class OpenStreams {
  /** For those that do not read what they are told. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Executor writers;

  /** Each with what is done when its request is over. */
  private final Map<OpenStream, CompletableFuture<Void>> open = new ConcurrentHashMap<>();

  private volatile boolean closed;

  /**
   * @param writers one client that does not read holds up one of its threads, and no other client
   */
  OpenStreams(Executor writers) {
    this.writers = writers;
  }

  boolean isClosed() {
    return closed;
  }

  OpenStream open(Context http, OutputStream out) {
    OpenStream stream = new OpenStream(out);
    CompletableFuture<Void> over = new CompletableFuture<>();
    open.put(stream, over);
    Requests.whenOver(
        http,
        () -> {
          open.remove(stream);
          over.complete(null);
        });
    if (closed) {
      end(stream);
    }
    return stream;
  }

  /** Ends all of them, and waits until the clients have heard it. */
  void close() {
    closed = true;
    CompletableFuture<?>[] over = open.values().toArray(CompletableFuture[]::new);
    open.keySet().forEach(this::end);
    CompletableFuture.allOf(over)
        .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  private void end(OpenStream stream) {
    writers.execute(() -> stream.end(Farewell.bytes()));
  }
}
