package io.threadkeep.samples.assistants.api;

import io.threadkeep.Conversation;
import io.threadkeep.RunRequest;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.samples.assistants.stream.RunStreams.From;
import io.threadkeep.samples.assistants.view.Desk;
import io.threadkeep.samples.assistants.view.RunView;
import io.threadkeep.samples.assistants.wire.ApiError;
import io.threadkeep.samples.assistants.wire.ApiException;
import io.threadkeep.samples.assistants.wire.MetadataWire;
import io.threadkeep.samples.assistants.wire.RunRequestWire;
import io.threadkeep.thread.ChatThread;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code /threads/{thread_id}/runs}, and {@code /threads/runs}. */
final class RunRoutes {
  private final RunRequestWire requests;
  private final Streaming streaming;

  private RunRoutes(RunRequestWire requests, Streaming streaming) {
    this.requests = requests;
    this.streaming = streaming;
  }

  static void add(Routes routes, RunRequestWire requests, Streaming streaming) {
    RunRoutes runs = new RunRoutes(requests, streaming);
    routes.post("/threads/runs", runs::createWithThread);
    routes.post("/threads/{thread_id}/runs", runs::create);
    routes.get("/threads/{thread_id}/runs", RunRoutes::list);
    routes.get("/threads/{thread_id}/runs/{run_id}", runs::get);
    routes.post("/threads/{thread_id}/runs/{run_id}", RunRoutes::modify);
    routes.post("/threads/{thread_id}/runs/{run_id}/cancel", RunRoutes::cancel);
    routes.get("/threads/{thread_id}/runs/{run_id}/stream", runs::follow);
  }

  private void createWithThread(Exchange exchange) {
    RunRequestWire.Asked asked = requests.readWithThread(exchange.body());
    takePlace(exchange, asked);
    Desk desk = exchange.desk();
    if (!Answerable.isSo(desk, asked.run())) {
      throw nothingToAnswer();
    }
    Metadata metadata = Objects.requireNonNull(asked.thread(), "read with one");
    Run run = desk.conversations().startWith(metadata, keyed(exchange, asked.run())).get();
    answer(exchange, asked, run, desk.conversations().get(run.threadId()));
  }

  private void create(Exchange exchange) {
    RunRequestWire.Asked asked = requests.read(exchange.body());
    takePlace(exchange, asked);
    answer(exchange, asked, submit(exchange, keyed(exchange, asked.run())), null);
  }

  private void takePlace(Exchange exchange, RunRequestWire.Asked asked) {
    if (asked.stream()) {
      streaming.takePlace(exchange);
    }
  }

  private static RunRequest keyed(Exchange exchange, RunRequest asked) {
    String key = exchange.idempotencyKey();
    return key == null ? asked : asked.key(key);
  }

  private static Run submit(Exchange exchange, RunRequest asked) {
    Desk desk = exchange.desk();
    Conversation thread = desk.conversations().resume(exchange.thread());
    return Answerable.isSo(desk, asked) || Answerable.isSo(thread)
        ? desk.runs().submit(thread.id(), asked)
        : desk.runs().submitted(thread.id(), asked).orElseThrow(RunRoutes::nothingToAnswer);
  }

  private static ApiException nothingToAnswer() {
    return ApiError.badRequest(
            "Run creation requires a Thread with a user message or an assistant with"
                + " instructions.",
            null,
            "invalid_thread")
        .asException();
  }

  private void answer(
      Exchange exchange, RunRequestWire.Asked asked, Run run, @Nullable ChatThread created) {
    if (asked.stream()) {
      streaming.stream(exchange, run, created, From.BEGINNING);
    } else {
      // As it was taken in: a worker may have begun it already.
      exchange.answer(RunView.in(RunStatus.QUEUED, run));
    }
  }

  private static void list(Exchange exchange) {
    Desk desk = exchange.desk();
    exchange.answer(
        Paging.of(exchange.http())
            .list(
                (PageRequest page) -> desk.runs().list(exchange.thread(), page),
                run -> RunView.of(desk.runs(), run)));
  }

  private void get(Exchange exchange) {
    Run run = run(exchange);
    if (!run.status().isFinal()) {
      streaming.suggestPause(exchange);
    }
    exchange.answer(RunView.of(exchange.desk().runs(), run));
  }

  private static void modify(Exchange exchange) {
    Metadata metadata = MetadataWire.readOnly(exchange.body());
    Run run = run(exchange);
    if (run.status() == RunStatus.IN_PROGRESS) {
      throw ApiError.badRequest("Cannot update run with status '" + run.status().wireName() + "'.")
          .asException();
    }
    Run changed =
        metadata == null ? run : exchange.desk().runs().updateMetadata(run.id(), metadata);
    exchange.answer(RunView.of(exchange.desk().runs(), changed));
  }

  private static void cancel(Exchange exchange) {
    Run run = run(exchange);
    RunStatus before = run.status();
    if (before.isFinal()) {
      throw cannotCancel(before);
    }
    Run cancelled = exchange.desk().runs().cancel(run.id());
    RunStatus after = cancelled.status();
    if (after.isFinal() && after != RunStatus.CANCELLED) {
      throw cannotCancel(after);
    }
    // The original always answered so. What nobody was at work on is cancelled by now.
    exchange.answer(RunView.in(RunStatus.CANCELLING, cancelled));
  }

  private static RuntimeException cannotCancel(RunStatus status) {
    return ApiError.badRequest("Cannot cancel run with status '" + status.wireName() + "'.")
        .asException();
  }

  /** Beyond the original: the run's events, from the one after {@code Last-Event-ID} on. */
  private void follow(Exchange exchange) {
    streaming.follow(exchange, run(exchange));
  }

  /**
   * The run of the path.
   *
   * @throws NotFoundException if it is not one of the path's thread
   */
  static Run run(Exchange exchange) {
    exchange.desk().conversations().get(exchange.thread());
    Run run = exchange.desk().runs().get(exchange.run());
    if (!run.threadId().equals(exchange.thread())) {
      throw new NotFoundException("run", run.id().value());
    }
    return run;
  }
}
