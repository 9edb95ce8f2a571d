package io.threadkeep.kit;

import io.threadkeep.event.EventBody;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.StepId;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Role;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.run.Lease;
import io.threadkeep.run.RunError;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunSpec;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.StepDetails;
import io.threadkeep.run.StepStatus;
import io.threadkeep.run.Usage;
import io.threadkeep.run.WhenBusy;
import io.threadkeep.store.Admission;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.NewEvents;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.store.ThreadFork;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ForkPoint;
import io.threadkeep.tool.ToolOutput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Words that are nowhere else, in every place where a user's words can be: what is left of them
 * after an erasure is found by looking for them.
 */
public final class Canaries {
  private final Samples samples;
  private final List<String> words = new ArrayList<>();

  public Canaries(Samples samples) {
    this.samples = samples;
  }

  /** All that were let loose. */
  public List<String> words() {
    return List.copyOf(words);
  }

  /** Has {@code owner} say them, be told them, and leave them behind. */
  public void fly(ThreadStore store, Scope owner) {
    ChatThread failed = thread(store, owner, "failed");
    failed(store, failed);
    ChatThread archived = thread(store, owner, "archived");
    store.threads().archive(owner, archived.id());
    ChatThread deleted = thread(store, owner, "deleted");
    store.threads().delete(owner, deleted.id(), Duration.ofDays(30));
    // Its keys are gone with that; should they not be, an erasure is still to remove them.
    words.removeAll(List.of(named("start-key-deleted"), named("say-key-deleted")));
    fork(store, thread(store, owner, "forked"));
    ChatThread waiting = thread(store, owner, "waiting");
    for (String run : List.of("queued", "behind-it")) {
      store
          .runs()
          .submit(
              owner,
              submission(waiting, run)
                  .on(Admission.when(WhenBusy.ENQUEUE))
                  .keyed(new IdempotencyKey(word("key-of-" + run), "body")));
    }
  }

  private ChatThread thread(ThreadStore store, Scope owner, String state) {
    ChatThread thread =
        store
            .threads()
            .create(
                samples.thread(
                    owner, Metadata.of(word("meta-key-" + state), word("meta-value-" + state))),
                new IdempotencyKey(word("start-key-" + state), "body"));
    store
        .messages()
        .append(
            owner,
            thread.id(),
            samples.drafts(word("text-" + state)),
            new IdempotencyKey(word("say-key-" + state), "body"));
    return thread;
  }

  /** Leaves nothing of the thread but what its fork reads. */
  private void fork(ThreadStore store, ChatThread thread) {
    Metadata metadata = Metadata.of(word("fork-meta-key"), word("fork-meta-value"));
    ThreadFork fork =
        new ThreadFork(
            samples.ids().thread(), new ForkPoint(thread.id(), 1), metadata, thread.createdAt());
    store.threads().fork(thread.owner(), fork, null);
    store.threads().delete(thread.owner(), thread.id());
    List.of("start-key", "say-key", "meta-key", "meta-value")
        .forEach(kind -> words.remove(named(kind + "-forked")));
  }

  private void failed(ThreadStore store, ChatThread thread) {
    Lease lease =
        Objects.requireNonNull(
            store
                .runs()
                .submit(thread.owner(), submission(thread, "failed").bornOf(Samples.WORKER))
                .lease());
    MessageId message = samples.ids().message();
    store
        .queue()
        .publish(
            Map.of(
                lease, new NewEvents(0, List.of(new EventBody.TextDelta(message, word("event"))))));
    StepId step = samples.ids().step();
    store.toolCalls().begin(lease, step, "call");
    store.toolCalls().end(lease, step, "call", ToolOutput.of(word("ledger")));
    store
        .queue()
        .commit(
            lease,
            RunCommit.of(RunMove.ADVANCE)
                .saying(
                    List.of(
                        samples.draft(
                            NewMessage.of(
                                Role.ASSISTANT,
                                new ContentPart.ToolCall("call", "lookup", word("arguments")))),
                        samples.draft(
                            NewMessage.of(
                                Role.TOOL,
                                new ContentPart.ToolResult("call", word("output"), false))))));
    RunError error = new RunError(RunError.Code.SERVER_ERROR, word("run-error"));
    RunError ofStep = new RunError(RunError.Code.SERVER_ERROR, word("step-error"));
    RunStep ended =
        new RunStep(
            samples.ids().step(),
            lease.runId(),
            1,
            thread.createdAt(),
            samples.manifest(),
            new RunStep.Outcome(
                StepStatus.FAILED,
                new StepDetails.MessageCreation(message),
                Usage.NONE,
                ofStep,
                thread.createdAt()));
    store.queue().commit(lease, RunCommit.of(RunMove.FAIL).with(ended, Usage.NONE).because(error));
  }

  private RunSubmission submission(ChatThread thread, String run) {
    RunSubmission plain = samples.submission(thread.id(), samples.drafts(word("asked-" + run)));
    RunSpec spec = plain.spec();
    return new RunSubmission(
        plain.id(),
        plain.threadId(),
        plain.messages(),
        new RunSpec(
            spec.assistantId(),
            word("instructions-" + run),
            spec.settings(),
            spec.tools(),
            spec.toolChoice(),
            spec.context(),
            Metadata.of("run", word("run-metadata-" + run))),
        plain.createdAt(),
        plain.expiresIn(),
        plain.admission(),
        null,
        null);
  }

  private String word(String place) {
    words.add(named(place));
    return named(place);
  }

  private static String named(String place) {
    return "canary-" + place + "-tweets";
  }
}
