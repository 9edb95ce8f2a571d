package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.SealedHouse.ANN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.error.IdempotencyConflictException;
import io.threadkeep.event.EventBody;
import io.threadkeep.id.StepId;
import io.threadkeep.internal.digest.Sha256;
import io.threadkeep.kit.Samples;
import io.threadkeep.message.Message;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.run.Lease;
import io.threadkeep.run.RunError;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunSpec;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.StepStatus;
import io.threadkeep.run.Usage;
import io.threadkeep.run.WhenBusy;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.store.Admission;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.NewEvents;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.store.ToolCallState;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.tool.ToolChoice;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.tool.ToolOutput;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said is nowhere to be read in the tables, and comes back as it was. */
class SealedContentTest {
  private static final String CANARY = "canary-of-what-was-said";

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void noTableHoldsContentInTheClear(DatabaseServer server) {
    try (SealedHouse house = new SealedHouse(server)) {
      Samples samples = house.samples();
      Assistant assistant =
          samples.assistant(
              NewAssistant.named(CANARY).instructions(CANARY).metadata(Metadata.of("m", CANARY)));
      house.store().assistants().create(ANN, assistant);
      house
          .store()
          .assistants()
          .replace(ANN, assistant.id(), 1, assistant.definition().instructions(CANARY + " 2"));
      ChatThread thread = house.thread(ANN);
      RunSubmission submission =
          new RunSubmission(
              samples.ids().run(),
              thread.id(),
              samples.drafts(CANARY),
              spec(samples),
              house.clock().instant(),
              Samples.RUN_TIME,
              Admission.when(WhenBusy.REJECT),
              Samples.WORKER,
              new IdempotencyKey("request-1", CANARY));
      Lease lease = Objects.requireNonNull(house.store().runs().submit(ANN, submission).lease());
      StepId step = samples.ids().step();
      house.store().toolCalls().begin(lease, step, "call-1");
      house.store().toolCalls().end(lease, step, "call-1", ToolOutput.of(CANARY));
      NewEvents events =
          new NewEvents(0, List.of(new EventBody.TextDelta(samples.ids().message(), CANARY)));
      assertThat(house.store().queue().publish(Map.of(lease, events))).isEmpty();
      RunStep failed = failedStep(samples, lease);
      house
          .store()
          .queue()
          .commit(
              lease,
              RunCommit.of(RunMove.FAIL)
                  .with(failed, Usage.NONE)
                  .saying(samples.draft(CANARY))
                  .because(error()));

      assertThat(house.dump())
          .doesNotContain(CANARY, Sha256.hex(CANARY), TestKeys.SECRET)
          .contains("sealed:1:1:");
      JdbcThreadStore other = house.open();
      assertThat(house.texts(other, thread)).containsExactly(CANARY, CANARY);
      assertThat(other.assistants().find(ANN, assistant.id()).orElseThrow().definition())
          .isEqualTo(assistant.definition().instructions(CANARY + " 2"));
      assertThat(other.runs().find(ANN, lease.runId()).orElseThrow())
          .satisfies(run -> assertThat(run.spec()).isEqualTo(submission.spec()))
          .satisfies(run -> assertThat(run.error()).isEqualTo(error()));
      assertThat(other.runs().steps(ANN, lease.runId(), Operations.PAGE).items())
          .containsExactly(failed);
      assertThat(other.runs().events(ANN, lease.runId(), 0, 10).events())
          .singleElement()
          .satisfies(event -> assertThat(event.body()).isEqualTo(events.bodies().get(0)));
    }
  }

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#embedded")
  void whatAToolHasSaidIsHandedToTheNextWorker(DatabaseServer server) {
    try (SealedHouse house = new SealedHouse(server)) {
      house.store().runs().submit(ANN, house.submission(house.thread(ANN)));
      Lease lease = house.store().queue().claim(Samples.WORKER, 1).get(0).lease();
      StepId step = house.samples().ids().step();
      house.store().toolCalls().begin(lease, step, "call/1");
      house.store().toolCalls().end(lease, step, "call/1", new ToolOutput("sealed:1:9:AA", true));
      // A store that has never heard of the run.
      assertThat(house.open().toolCalls().begin(lease, step, "call/1"))
          .isEqualTo(new ToolCallState.Ended(new ToolOutput("sealed:1:9:AA", true)));
    }
  }

  /** A tool may say what looks sealed: with encryption off too, it is what it has said. */
  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#embedded")
  void nobodyCanSayWhatIsTakenForSealed(DatabaseServer server) {
    try (SealedHouse house = new SealedHouse(server)) {
      JdbcThreadStore clear = house.open(null);
      ChatThread thread = clear.threads().create(house.samples().thread(ANN), null);
      clear.runs().submit(ANN, house.submission(thread));
      Lease lease = clear.queue().claim(Samples.WORKER, 1).get(0).lease();
      StepId step = house.samples().ids().step();
      for (String output : List.of("sealed:1:1:QUJD", "sealed:0:x", "sealed:")) {
        clear.toolCalls().begin(lease, step, output);
        clear.toolCalls().end(lease, step, output, ToolOutput.of(output));
        assertThat(clear.toolCalls().begin(lease, step, output))
            .isEqualTo(new ToolCallState.Ended(ToolOutput.of(output)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#embedded")
  void aRepeatedRequestIsKnownByItsFingerprintAlsoUnderANewKey(DatabaseServer server) {
    try (SealedHouse house = new SealedHouse(server)) {
      ChatThread thread = house.thread(ANN);
      IdempotencyKey key = new IdempotencyKey("request-1", CANARY);
      List<Message> said =
          house.store().messages().append(ANN, thread.id(), house.samples().drafts("once"), key);
      house.encryption().rotate("acme");
      assertThat(
              house
                  .store()
                  .messages()
                  .append(ANN, thread.id(), house.samples().drafts("once"), key))
          .isEqualTo(said);
      assertThatThrownBy(
              () ->
                  house
                      .store()
                      .messages()
                      .append(
                          ANN,
                          thread.id(),
                          house.samples().drafts("once"),
                          new IdempotencyKey("request-1", "another body")))
          .isInstanceOf(IdempotencyConflictException.class);
    }
  }

  private static RunSpec spec(Samples samples) {
    return new RunSpec(
        samples.ids().assistant(),
        CANARY,
        samples.spec().settings(),
        List.of(new ToolDefinition("lookup", CANARY)),
        new ToolChoice.Auto(),
        "last-messages(20)",
        Metadata.of("m", CANARY));
  }

  private static RunStep failedStep(Samples samples, Lease lease) {
    RunStep step = samples.step(lease.runId());
    return new RunStep(
        step.id(),
        step.runId(),
        step.attempt(),
        step.createdAt(),
        step.manifest(),
        new RunStep.Outcome(
            StepStatus.FAILED, step.details(), Usage.NONE, error(), step.createdAt()));
  }

  /** As long as can be, of characters that take three bytes each. */
  private static RunError error() {
    return new RunError(
        RunError.Code.SERVER_ERROR, CANARY + "\u20ac".repeat(2_000 - CANARY.length()));
  }
}
