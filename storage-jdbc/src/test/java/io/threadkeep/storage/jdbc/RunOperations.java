package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.Operations.ANN;
import static io.threadkeep.storage.jdbc.Operations.KEY;
import static io.threadkeep.storage.jdbc.Operations.PAGE;

import io.threadkeep.kit.Samples;
import io.threadkeep.kit.Trial;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStep;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.thread.ChatThread;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What owners do with their runs. */
final class RunOperations {

  private RunOperations() {}

  static Stream<Operation> all() {
    return Stream.of(
        Operation.of("RunRecords.submit", "to the queue", t -> submitting(t, submission(t, null)))
            .leaves("tk_runs", 1)
            .leaves("tk_messages", 1),
        Operation.of("RunRecords.submit", "with a key", t -> submitting(t, submission(t, KEY)))
            .leaves("tk_runs", 1)
            .leaves("tk_messages", 1)
            .leaves("tk_idempotency_keys", 1),
        Operation.of(
                "RunRecords.submit",
                "claimed as it is born",
                t -> submitting(t, submission(t, KEY).bornOf(Samples.WORKER)))
            .leaves("tk_runs", 1)
            .leaves("tk_messages", 1),
        Operation.of(
                "RunRecords.submitted",
                "with a key",
                t -> {
                  t.store().runs().submit(ANN, submission(t, KEY));
                  return () -> t.store().runs().submitted(ANN, KEY);
                })
            .leaves("tk_runs", 1),
        Operation.of(
                "RunRecords.find",
                "one",
                t -> {
                  Run run = t.submit();
                  return () -> t.store().runs().find(ANN, run.id());
                })
            .leaves("tk_runs", 1),
        Operation.of(
                "RunRecords.list",
                "behind a cursor",
                t -> {
                  Run run = t.submit();
                  return () ->
                      t.store().runs().list(ANN, run.threadId(), PAGE.after(run.id().value()));
                })
            .leaves("tk_runs", 1),
        Operation.of(
                "RunRecords.steps",
                "of one run",
                t -> {
                  Run run = waitingForOutputs(t, t.samples().step(t.submit().id()));
                  return () -> t.store().runs().steps(ANN, run.id(), PAGE);
                })
            .leaves("tk_steps", 1),
        Operation.of(
                "RunRecords.active",
                "of a thread",
                t -> {
                  Run run = t.submit();
                  return () -> t.store().runs().active(ANN, run.threadId());
                })
            .leaves("tk_runs", 1),
        Operation.of(
                "RunRecords.replaceMetadata",
                "of a run that waits",
                t -> {
                  Run run = t.submit();
                  Metadata seen = Metadata.of("seen", "yes");
                  return () -> t.store().runs().replaceMetadata(ANN, run.id(), seen);
                })
            .leaves("tk_runs", 1),
        Operation.of(
                "RunRecords.cancel",
                "a run that waits",
                t -> {
                  Run run = t.submit();
                  return () -> t.store().runs().cancel(ANN, run.id());
                })
            .leaves("tk_runs", 1),
        Operation.of(
                "RunRecords.cancel",
                "a run at work",
                t -> {
                  Run run = t.submitAndClaim().run();
                  return () -> t.store().runs().cancel(ANN, run.id());
                })
            .leaves("tk_runs", 1),
        Operation.of(
                "RunRecords.submitOutputs",
                "with the step that asked for them",
                t -> {
                  RunStep step = t.samples().step(t.submit().id());
                  Run run = waitingForOutputs(t, step);
                  List<MessageDraft> outputs = t.samples().drafts("four degrees");
                  return () ->
                      t.store().runs().submitOutputs(ANN, run.id(), 1, outputs, List.of(step));
                })
            .leaves("tk_messages", 2)
            .leaves("tk_steps", 1));
  }

  private static Callable<?> submitting(Trial t, RunSubmission submission) {
    return () -> t.store().runs().submit(ANN, submission);
  }

  private static RunSubmission submission(Trial t, @Nullable IdempotencyKey key) {
    ChatThread thread = t.startThread();
    RunSubmission plain = t.samples().submission(thread.id(), t.samples().drafts("And now?"));
    return key == null ? plain : plain.keyed(key);
  }

  /** Claims the one run that waits and has it ask for outputs. */
  private static Run waitingForOutputs(Trial t, RunStep step) {
    LeasedRun leased = t.claim();
    return t.commit(leased, RunCommit.of(RunMove.REQUIRE_ACTION).with(step, step.usage()));
  }
}
