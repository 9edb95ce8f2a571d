package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.Operations.ANN;

import io.threadkeep.kit.Restorable;
import io.threadkeep.kit.Trial;
import io.threadkeep.message.Message;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunStep;
import io.threadkeep.store.EndedRun;
import io.threadkeep.store.LogPart;
import io.threadkeep.thread.ChatThread;
import java.util.List;
import java.util.stream.Stream;

/** What is done when something comes back from elsewhere. */
final class RestoreOperations {

  private RestoreOperations() {}

  static Stream<Operation> all() {
    return Stream.of(
        Operation.of(
                "MessageLog.restore",
                "behind others",
                t -> {
                  ChatThread thread = t.startThread();
                  t.say(thread, "first");
                  List<Message> messages = Restorable.messages(t, thread, 2, 3);
                  return () -> t.store().messages().restore(ANN, new LogPart(messages));
                })
            .leaves("tk_messages", 3),
        Operation.of(
                "MessageLog.restore",
                "as long idle as before",
                t -> {
                  ChatThread thread = t.startThread();
                  List<Message> messages = Restorable.messages(t, thread, 1, 2);
                  return () ->
                      t.store()
                          .messages()
                          .restore(ANN, new LogPart(messages, thread.createdAt().plusSeconds(9)));
                })
            .leaves("tk_messages", 2),
        Operation.of(
                "RunRecords.record",
                "with its steps",
                t -> {
                  EndedRun ended = ended(t.startThread(), t, 2);
                  return () -> t.store().runs().record(ANN, ended);
                })
            .leaves("tk_runs", 1)
            .leaves("tk_steps", 2),
        Operation.of(
                "RunRecords.record",
                "with steps that were missing",
                t -> {
                  EndedRun ended = ended(t.startThread(), t, 3);
                  List<RunStep> some = ended.steps().subList(0, 2);
                  t.store().runs().record(ANN, new EndedRun(ended.run(), some));
                  return () -> t.store().runs().record(ANN, ended);
                })
            .leaves("tk_runs", 1)
            .leaves("tk_steps", 3));
  }

  private static EndedRun ended(ChatThread thread, Trial t, int steps) {
    Run run = Restorable.run(t, thread, RunStatus.FAILED);
    return new EndedRun(run, Restorable.steps(t, run, steps));
  }
}
