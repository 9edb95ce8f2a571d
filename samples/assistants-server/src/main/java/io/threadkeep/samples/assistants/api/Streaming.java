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
import org.jspecify.annotations.Nullable;

/** Answers that are streams. */
final class Streaming {
  /** How long a client that polls had best wait. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final RunStreams streams;
  private final Permits places;
  private final OpenStreams open;

  Streaming(RunStreams streams, Permits places, OpenStreams open) {
    this.streams = streams;
    this.places = places;
    this.open = open;
  }

  /** To a client that has a place. */
  void stream(Exchange exchange, Run run, @Nullable ChatThread created, From from) {
    Context http = exchange.http();
    http.status(200);
    http.res().setContentType("text/event-stream; charset=utf-8");
    http.header("Cache-Control", "no-cache");
    http.header("X-Accel-Buffering", "no");
    if (PlainMethods.isHead(http)) {
      return;
    }
    try {
      ServletOutputStream out = http.res().getOutputStream();
      out.flush();
      OpenStream stream = open.open(http, out);
      http.future(
          () ->
              CompletableFuture.anyOf(
                  stream.ended(), streams.stream(exchange.desk(), run, created, from, stream)));
      Doorkeeper.leave(http);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void follow(Exchange exchange, Run run) {
    takePlace(exchange);
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

  /**
   * Takes a place until the request is over. Taken before anything is done for a stream: a run is
   * not to begin that nobody would hear.
   */
  void takePlace(Exchange exchange) {
    Context http = exchange.http();
    if (open.isClosed()) {
      throw ApiError.server(503, "The server is shutting down. Try again later.").asException();
    }
    if (places.take(exchange.caller().key(), http).isEmpty()) {
      throw Doorkeeper.tooMany(
          http,
          Doorkeeper.SOON,
          "Rate limit reached: at most " + places.most() + " streams of one API key at once.");
    }
  }
}
