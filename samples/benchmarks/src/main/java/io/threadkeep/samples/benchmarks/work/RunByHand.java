package io.threadkeep.samples.benchmarks.work;

import io.threadkeep.assistant.ModelSettings;
import io.threadkeep.context.LastMessages;
import io.threadkeep.context.PositionRange;
import io.threadkeep.context.WindowManifest;
import io.threadkeep.id.AssistantId;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Origin;
import io.threadkeep.message.Role;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.run.Lease;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunSpec;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.StepDetails;
import io.threadkeep.run.StepStatus;
import io.threadkeep.run.WhenBusy;
import io.threadkeep.samples.benchmarks.work.StoreStage.Place;
import io.threadkeep.store.Admission;
import io.threadkeep.store.Claimant;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.store.SubmittedRun;
import io.threadkeep.tool.ToolChoice;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * The least that a run comes to: submitted and claimed, its window read, the model called, the
 * reply committed with the run's end. What an engine costs is what it takes beyond this.
 */
final class RunByHand implements Turn {
  private static final Claimant WORKER = new Claimant("worker-by-hand", Duration.ofSeconds(30));
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ModelTransport MODEL = InstantModel.transport();

  private final Place place;
  private final AssistantId assistant;
  private final RunSpec spec;

  RunByHand(Place place) {
    this.place = place;
    this.assistant = place.drafts().ids().assistant();
    this.spec =
        new RunSpec(
            assistant,
            InstantModel.INSTRUCTIONS,
            ModelSettings.of("instant"),
            List.of(),
            new ToolChoice.Auto(),
            new LastMessages(StoreStage.WINDOW).spec(),
            Metadata.EMPTY);
  }

  @Override
  public Object take() {
    Drafts drafts = place.drafts();
    SubmittedRun submitted =
        place.store().runs().submit(StoreStage.SCOPE, submission(place.turns().incrementAndGet()));
    Run run = submitted.run();
    Lease lease = Objects.requireNonNull(submitted.lease());
    List<Message> window = new ArrayList<>(place.window(run.progress().pinnedEnd() + 1));
    Collections.reverse(window);
    Instant called = drafts.now();
    ModelReply reply =
        MODEL.call(
            new ModelRequest(
                spec.settings(),
                spec.instructions(),
                window,
                spec.tools(),
                spec.toolChoice(),
                PATIENCE),
            ModelCall.unobserved());
    MessageDraft said =
        drafts.draft(
            new NewMessage(Role.ASSISTANT, reply.content(), List.of(), Metadata.EMPTY),
            new Origin(run.id(), assistant, null));
    return place.store().queue().commit(lease, commit(run, said, reply, called)).run();
  }

  private RunSubmission submission(long turn) {
    return new RunSubmission(
            place.drafts().ids().run(),
            place.thread(),
            List.of(place.drafts().question(turn)),
            spec,
            place.drafts().now(),
            PATIENCE,
            Admission.when(WhenBusy.REJECT),
            null,
            null)
        .bornOf(WORKER);
  }

  private RunCommit commit(Run run, MessageDraft said, ModelReply reply, Instant called) {
    long end = run.progress().pinnedEnd();
    WindowManifest manifest =
        new WindowManifest(
            spec.context(),
            end,
            List.of(new PositionRange(Math.max(1, end - StoreStage.WINDOW + 1), end)),
            List.of(),
            List.of(),
            1_000);
    RunStep step =
        new RunStep(
            place.drafts().ids().step(),
            run.id(),
            1,
            called,
            manifest,
            new RunStep.Outcome(
                StepStatus.COMPLETED,
                new StepDetails.MessageCreation(said.id()),
                reply.usage(),
                null,
                place.drafts().now()));
    return RunCommit.of(RunMove.COMPLETE).with(step, reply.usage()).saying(said);
  }
}
