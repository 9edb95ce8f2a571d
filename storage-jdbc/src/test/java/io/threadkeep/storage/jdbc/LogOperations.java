package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.Operations.ANN;
import static io.threadkeep.storage.jdbc.Operations.KEY;
import static io.threadkeep.storage.jdbc.Operations.PAGE;
import static io.threadkeep.storage.jdbc.Operations.TAGGED;

import io.threadkeep.event.EventBody;
import io.threadkeep.kit.Samples;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.RunMove;
import io.threadkeep.search.SearchQuery;
import io.threadkeep.store.MadeSummary;
import io.threadkeep.store.NewEvents;
import io.threadkeep.store.RunCommit;
import io.threadkeep.thread.ChatThread;
import java.util.List;
import java.util.stream.Stream;

/** What is done with the logs of threads. */
final class LogOperations {

  private LogOperations() {}

  static Stream<Operation> all() {
    return Stream.of(
        Operation.of(
                "MessageLog.append",
                "two messages",
                t -> {
                  ChatThread thread = t.startThread();
                  t.say(thread, "first");
                  List<MessageDraft> drafts = t.samples().drafts("second", "third");
                  return () -> t.append(thread, drafts);
                })
            .leaves("tk_messages", 3),
        Operation.of(
                "MessageLog.append",
                "with a key",
                t -> {
                  ChatThread thread = t.startThread();
                  List<MessageDraft> drafts = t.samples().drafts("once");
                  return () -> t.store().messages().append(ANN, thread.id(), drafts, KEY);
                })
            .leaves("tk_messages", 1)
            .leaves("tk_idempotency_keys", 1),
        Operation.of(
                "MessageLog.appended",
                "with a key",
                t -> {
                  ChatThread thread = t.startThread();
                  t.store().messages().append(ANN, thread.id(), t.samples().drafts("once"), KEY);
                  return () -> t.store().messages().appended(ANN, KEY);
                })
            .leaves("tk_messages", 1),
        Operation.of(
                "MessageLog.append",
                "more than one statement takes",
                t -> {
                  ChatThread thread = t.startThread();
                  List<MessageDraft> drafts = t.samples().numbered("line ", 201);
                  return () -> t.append(thread, drafts);
                })
            .leaves("tk_messages", 201),
        Operation.of(
                "MessageLog.find",
                "one",
                t -> {
                  ChatThread thread = t.startThread();
                  Message message = t.say(thread, "here").get(0);
                  return () -> t.store().messages().find(ANN, thread.id(), message.id());
                })
            .leaves("tk_messages", 1),
        Operation.of(
                "MessageLog.replaceMetadata",
                "of one",
                t -> {
                  ChatThread thread = t.startThread();
                  Message message = t.say(thread, "here").get(0);
                  return () ->
                      t.store().messages().replaceMetadata(ANN, thread.id(), message.id(), TAGGED);
                })
            .leaves("tk_messages", 1),
        Operation.of(
                "MessageLog.withdraw",
                "of a run that has ended, searched and summed up",
                t -> {
                  LeasedRun leased = t.submitAndClaim();
                  ChatThread thread = t.threadOf(leased.run());
                  MessageDraft reply = t.samples().draftBy(leased.run().id(), "here");
                  EventBody told = new EventBody.TextDelta(reply.id(), "here");
                  t.commit(
                      leased,
                      RunCommit.of(RunMove.COMPLETE)
                          .telling(new NewEvents(0, List.of(told)))
                          .saying(reply));
                  MadeSummary made = t.samples().summary(thread.id(), "model", 2, "They are here.");
                  t.store().summaries().add(ANN, made, Samples.NO_BASIS);
                  t.store().search().search(ANN, SearchQuery.of("here"), PAGE);
                  return () -> t.store().messages().withdraw(ANN, thread.id(), reply.withdrawn(0));
                })
            .leaves("tk_messages", 2)
            .leaves("tk_events", 0)
            .leaves("tk_summaries", 0)
            .leaves("tk_message_words", 1),
        Operation.of(
                "MessageLog.list",
                "behind a cursor",
                t -> {
                  ChatThread thread = t.startThread();
                  Message newest = t.say(thread, "one", "two").get(1);
                  return () ->
                      t.store().messages().list(ANN, thread.id(), PAGE.after(newest.id().value()));
                })
            .leaves("tk_messages", 2),
        Operation.of(
                "MessageLog.before",
                "a window",
                t -> {
                  ChatThread thread = t.startThread();
                  t.say(thread, "one", "two", "three");
                  return () -> t.store().messages().before(ANN, thread.id(), 3, 10);
                })
            .leaves("tk_messages", 3));
  }
}
