package io.threadkeep.kit;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.id.AssistantId;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.StepId;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Origin;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStep;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.RunCommit;
import io.threadkeep.thread.ChatThread;
import java.time.Instant;

/** One id of each kind: of what somebody owns, or of nothing at all. */
record Holdings(ThreadId thread, MessageId message, RunId run, StepId step, AssistantId assistant) {

  /** Things that are there, and in a state in which their owner can do everything with them. */
  static Holdings of(Trial trial, Scope owner) {
    ChatThread thread = trial.startThread(owner);
    Message message =
        trial
            .store()
            .messages()
            .append(
                owner,
                thread.id(),
                trial.samples().drafts("what " + owner + " said"),
                saidWith(thread.id()))
            .get(0);
    trial.submit(
        thread,
        trial
            .samples()
            .submission(thread.id(), trial.samples().drafts("and asked"))
            .keyed(askedWith(thread.id())));
    LeasedRun leased = trial.claim();
    RunStep step = trial.samples().step(leased.run().id());
    trial.store().toolCalls().begin(leased.lease(), step.id(), "a call");
    trial.commit(
        leased,
        RunCommit.of(RunMove.REQUIRE_ACTION).with(step, step.usage()).telling(Stories.words(0, 3)));
    trial
        .store()
        .summaries()
        .add(
            owner,
            trial.samples().summary(thread.id(), "model", 1, "what was said"),
            Samples.NO_BASIS);
    Assistant assistant = trial.store().assistants().create(owner, trial.samples().assistant());
    return new Holdings(thread.id(), message.id(), leased.run().id(), step.id(), assistant.id());
  }

  /** The key of the message. */
  IdempotencyKey saidWith() {
    return saidWith(thread);
  }

  private static IdempotencyKey saidWith(ThreadId thread) {
    return new IdempotencyKey("said in " + thread, "body");
  }

  /** The key of the run. */
  IdempotencyKey askedWith() {
    return askedWith(thread);
  }

  private static IdempotencyKey askedWith(ThreadId thread) {
    return new IdempotencyKey("asked in " + thread, "body");
  }

  /** What would be left of the message. */
  MessageDraft withdrawn() {
    NewMessage said = NewMessage.user("stranger");
    return new MessageDraft(message, said, Origin.CALLER, 0, Instant.EPOCH).withdrawn(0);
  }

  /** Ids that nothing has. */
  static Holdings missing(Trial trial) {
    Samples samples = trial.samples();
    return new Holdings(
        samples.ids().thread(),
        samples.ids().message(),
        samples.ids().run(),
        samples.ids().step(),
        samples.ids().assistant());
  }

  /** {@code text} with the kinds in the place of the ids. */
  String mask(String text) {
    return text.replace(thread.value(), "<thread>")
        .replace(message.value(), "<message>")
        .replace(run.value(), "<run>")
        .replace(step.value(), "<step>")
        .replace(assistant.value(), "<assistant>");
  }
}
