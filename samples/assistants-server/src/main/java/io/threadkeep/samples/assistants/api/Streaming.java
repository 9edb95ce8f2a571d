package io.threadkeep.samples.assistants.api;

import io.javalin.http.Context;
import io.threadkeep.run.Run;
import io.threadkeep.samples.assistants.stream.Place;
import io.threadkeep.samples.assistants.stream.RunStreams;
import io.threadkeep.samples.assistants.stream.RunStreams.From;
import io.threadkeep.samples.assistants.wire.ApiError;
import io.threadkeep.thread.ChatThread;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Answers that are streams. */
final class Streaming {
  /** How long a client that polls had best wait. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final RunStreams streams;
  private final int mostPerKey;
  private final ConcurrentMap<String, Integer> open = new ConcurrentHashMap<>();

  Streaming(RunStreams streams, int mostPerKey) {
    this.streams = streams;
    this.mostPerKey = mostPerKey;
  }

  void stream(Exchange exchange, Run run, @Nullable ChatThread created, From from) {
    Context http = exchange.http();
    String key = exchange.caller().key();
    open.merge(key, 1, Integer::sum);
    http.status(200);
    http.res().setContentType("text/event-stream; charset=utf-8");
    http.header("Cache-Control", "no-cache");
    http.header("X-Accel-Buffering", "no");
    try {
      ServletOutputStream out = http.res().getOutputStream();
      out.flush();
      http.future(() -> begun(exchange, run, created, from, out));
    } catch (IOException e) {
      leave(key);
      throw new UncheckedIOException(e);
    }
  }

  private CompletableFuture<Void> begun(
      Exchange exchange,
      Run run,
      @Nullable ChatThread created,
      From from,
      ServletOutputStream out) {
    String key = exchange.caller().key();
    try {
      return streams.stream(exchange.desk(), run, created, from, out)
          .whenComplete((done, failure) -> leave(key));
    } catch (RuntimeException e) {
      leave(key);
      throw e;
    }
  }

  void follow(Exchange exchange, Run run) {
    requireRoom(exchange);
    String last = exchange.http().header("Last-Event-ID");
    Place after =
        last == null
            ? Place.BEGINNING
            : Place.read(last)
                .orElseThrow(
                    () ->
                        ApiError.badRequest(
                                "Invalid 'Last-Event-ID' header: the id of an event of this run's"
                                    + " stream was expected, such as '12.3'.",
                                "Last-Event-ID",
                                "invalid_value")
                            .asException());
    stream(exchange, run, null, From.behind(after));
  }

  void suggestPause(Exchange exchange) {
    exchange.http().header("openai-poll-after-ms", String.valueOf(PAUSE.toMillis()));
  }

  /** Asked before anything is done for a stream: a run is not to begin that nobody would hear. */
  void requireRoom(Exchange exchange) {
    if (open.getOrDefault(exchange.caller().key(), 0) >= mostPerKey) {
      throw ApiError.tooMany(
              "Rate limit reached: at most " + mostPerKey + " streams of one API key at once.")
          .asException();
    }
  }

  private void leave(String key) {
    open.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
  }
}
