package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.Operations.ANN;
import static io.threadkeep.storage.jdbc.Operations.KEY;
import static io.threadkeep.storage.jdbc.Operations.PAGE;
import static io.threadkeep.storage.jdbc.Operations.TAGGED;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.id.ThreadId;
import io.threadkeep.kit.Trial;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStep;
import io.threadkeep.store.RunCommit;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** What is done with threads and assistants. */
final class RecordOperations {

  private RecordOperations() {}

  static Stream<Operation> all() {
    return Stream.concat(threads(), assistants());
  }

  private static Stream<Operation> threads() {
    return Stream.of(
        Operation.of(
                "ThreadRecords.create",
                "plainly",
                t -> {
                  ChatThread thread = t.samples().thread(ANN);
                  return () -> t.store().threads().create(thread, null);
                })
            .leaves("tk_threads", 1),
        Operation.of(
                "ThreadRecords.create",
                "with metadata and a key",
                t -> {
                  ChatThread thread = t.samples().thread(ANN, TAGGED);
                  return () -> t.store().threads().create(thread, KEY);
                })
            .leaves("tk_threads", 1)
            .leaves("tk_thread_metadata", 1)
            .leaves("tk_idempotency_keys", 1),
        Operation.of(
                "ThreadRecords.find",
                "one",
                t -> {
                  ChatThread thread = t.startThread();
                  return () -> t.store().threads().find(ANN, thread.id());
                })
            .leaves("tk_threads", 1),
        Operation.of(
                "ThreadRecords.list",
                "behind a cursor",
                t -> {
                  t.startThread();
                  ChatThread newest = t.startThread();
                  return () ->
                      t.store()
                          .threads()
                          .list(ANN, ThreadQuery.ALL, PAGE.after(newest.id().value()));
                })
            .leaves("tk_threads", 2),
        Operation.of(
                "ThreadRecords.list",
                "by metadata",
                t -> {
                  t.store().threads().create(t.samples().thread(ANN, TAGGED), null);
                  return () ->
                      t.store().threads().list(ANN, ThreadQuery.with("topic", "rivers"), PAGE);
                })
            .leaves("tk_thread_metadata", 1),
        Operation.of(
                "ThreadRecords.replaceMetadata",
                "of one that had others",
                t -> {
                  ChatThread thread =
                      t.store().threads().create(t.samples().thread(ANN, TAGGED), null);
                  return () ->
                      t.store()
                          .threads()
                          .replaceMetadata(ANN, thread.id(), TAGGED.with("place", "Oslo"));
                })
            .leaves("tk_thread_metadata", 2),
        change("archive", t -> t.startThread(), (t, id) -> t.store().threads().archive(ANN, id)),
        change(
            "unarchive",
            t -> t.store().threads().archive(ANN, t.startThread().id()),
            (t, id) -> t.store().threads().unarchive(ANN, id)),
        change(
                "delete",
                RecordOperations::busyThread,
                (t, id) -> t.store().threads().delete(ANN, id, Duration.ofDays(1)))
            .leaves("tk_messages", 1)
            .untold(),
        change(
            "restore",
            t -> {
              ChatThread thread = busyThread(t);
              t.store().threads().delete(ANN, thread.id(), Duration.ofDays(1));
              return thread;
            },
            (t, id) -> t.store().threads().restore(ANN, id)),
        change("purge", RecordOperations::due, (t, id) -> t.store().threads().purge(ANN, id, 100))
            .leaves("tk_usage", 1)
            .untold(),
        change("purge", RecordOperations::due, (t, id) -> t.store().threads().purge(100))
            .leaves("tk_usage", 1)
            .untold());
  }

  private static Operation change(
      String name,
      Function<Trial, ChatThread> preparation,
      BiFunction<Trial, ThreadId, Object> change) {
    return Operation.of(
        "ThreadRecords." + name,
        "one",
        t -> {
          ThreadId id = preparation.apply(t).id();
          return () -> change.apply(t, id);
        });
  }

  /** Is deleted, with more messages than one batch is to take. */
  private static ChatThread due(Trial t) {
    ChatThread thread = busyThread(t);
    t.append(thread, t.samples().numbered("message ", 9));
    t.store().threads().delete(ANN, thread.id(), Duration.ZERO);
    return thread;
  }

  /** Has metadata, a key, messages, a step and a run. */
  private static ChatThread busyThread(Trial t) {
    ChatThread thread = t.store().threads().create(t.samples().thread(ANN, TAGGED), KEY);
    t.submit(thread, t.samples().submission(thread.id(), t.samples().drafts("And now?")));
    LeasedRun leased = t.claim();
    RunStep step = t.samples().step(leased.run().id());
    t.commit(leased, RunCommit.of(RunMove.REQUIRE_ACTION).with(step, step.usage()));
    return thread;
  }

  private static Stream<Operation> assistants() {
    return Stream.of(
        Operation.of(
                "AssistantRecords.create",
                "one",
                t -> {
                  Assistant assistant = t.samples().assistant();
                  return () -> t.store().assistants().create(ANN, assistant);
                })
            .leaves("tk_assistants", 1),
        Operation.of(
                "AssistantRecords.find",
                "one",
                t -> {
                  Assistant assistant = created(t);
                  return () -> t.store().assistants().find(ANN, assistant.id());
                })
            .leaves("tk_assistants", 1),
        Operation.of(
                "AssistantRecords.list",
                "all",
                t -> {
                  created(t);
                  return () -> t.store().assistants().list(ANN, PAGE);
                })
            .leaves("tk_assistants", 1),
        Operation.of(
                "AssistantRecords.replace",
                "the newest revision",
                t -> {
                  Assistant assistant = created(t);
                  return () ->
                      t.store()
                          .assistants()
                          .replace(
                              ANN,
                              assistant.id(),
                              assistant.revision(),
                              assistant.definition().instructions("Be brief."));
                })
            .leaves("tk_assistants", 1),
        Operation.of(
            "AssistantRecords.delete",
            "one",
            t -> {
              Assistant assistant = created(t);
              return () -> {
                t.store().assistants().delete(ANN, assistant.id());
                return "deleted";
              };
            }));
  }

  private static Assistant created(Trial t) {
    return t.store().assistants().create(ANN, t.samples().assistant());
  }
}
