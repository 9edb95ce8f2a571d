package io.threadkeep.kit;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.ModelSettings;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.context.LeftOut;
import io.threadkeep.context.PositionRange;
import io.threadkeep.context.Summary;
import io.threadkeep.context.WindowManifest;
import io.threadkeep.id.IdSource;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Origin;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.run.RunSpec;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.StepDetails;
import io.threadkeep.run.StepStatus;
import io.threadkeep.run.Usage;
import io.threadkeep.run.WhenBusy;
import io.threadkeep.store.Admission;
import io.threadkeep.store.Claimant;
import io.threadkeep.store.MadeSummary;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.store.SummaryBasis;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.tool.ToolChoice;
import io.threadkeep.tool.ToolDefinition;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Makes records to put into a store: new ids at every call, the same ones in every run. */
public final class Samples {
  public static final Duration LEASE = Duration.ofSeconds(30);
  public static final Duration RUN_TIME = Duration.ofMinutes(10);
  public static final Claimant WORKER = new Claimant("worker-1", LEASE);

  /** Of a summary that nothing is known of. */
  public static final SummaryBasis NO_BASIS = new SummaryBasis(null, List.of());

  private final InstantSource clock;
  private final IdSource ids;

  public Samples(InstantSource clock) {
    this(clock, 42);
  }

  /** With other ids than those of another seed. */
  public Samples(InstantSource clock, long seed) {
    this.clock = clock;
    this.ids = new IdSource(clock, new Random(seed));
  }

  public IdSource ids() {
    return ids;
  }

  public ChatThread thread(Scope owner) {
    return thread(owner, Metadata.EMPTY);
  }

  public ChatThread thread(Scope owner, Metadata metadata) {
    return new ChatThread(ids.thread(), owner, metadata, 0, clock.instant());
  }

  public MessageDraft draft(String text) {
    return draft(NewMessage.user(text));
  }

  public MessageDraft draft(NewMessage body) {
    return new MessageDraft(ids.message(), body, Origin.CALLER, 7, clock.instant());
  }

  /** As the run's assistant says it. */
  public MessageDraft draftBy(RunId run, String text) {
    MessageDraft draft = draft(NewMessage.assistant(text));
    return new MessageDraft(
        draft.id(), draft.body(), new Origin(run, null, null), draft.tokens(), draft.createdAt());
  }

  public List<MessageDraft> drafts(String... texts) {
    return Arrays.stream(texts).map(this::draft).toList();
  }

  /** Drafts that say {@code prefix} and a number from 1. */
  public List<MessageDraft> numbered(String prefix, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(n -> draft(prefix + n)).toList();
  }

  public RunSpec spec() {
    return new RunSpec(
        ids.assistant(),
        "Answer geography questions concisely.",
        ModelSettings.of("gpt-4.1-mini").withTemperature(0.25),
        List.of(new ToolDefinition("lookup", "Looks a place up.")),
        new ToolChoice.Named("lookup"),
        "last-messages(20)",
        Metadata.of("purpose", "contract"));
  }

  public RunSubmission submission(ThreadId thread, List<MessageDraft> messages) {
    return new RunSubmission(
        ids.run(),
        thread,
        messages,
        spec(),
        clock.instant(),
        RUN_TIME,
        Admission.when(WhenBusy.REJECT),
        null,
        null);
  }

  /** Of a run with {@code tools}. */
  public RunSubmission submission(ThreadId thread, ToolDefinition... tools) {
    RunSpec spec = spec();
    return new RunSubmission(
        ids.run(),
        thread,
        drafts("And now?"),
        new RunSpec(
            spec.assistantId(),
            spec.instructions(),
            spec.settings(),
            List.of(tools),
            new ToolChoice.Auto(),
            spec.context(),
            spec.metadata()),
        clock.instant(),
        RUN_TIME,
        Admission.when(WhenBusy.REJECT),
        null,
        null);
  }

  /** With one message for each of {@code texts}. */
  public RunSubmission submission(ThreadId thread, WhenBusy whenBusy, String... texts) {
    return submission(thread, drafts(texts)).on(Admission.when(whenBusy));
  }

  public RunStep step(RunId run) {
    return new RunStep(
        ids.step(),
        run,
        1,
        clock.instant(),
        manifest(),
        new RunStep.Outcome(
            StepStatus.COMPLETED,
            new StepDetails.MessageCreation(ids.message()),
            new Usage(11, 5, 3, 2),
            null,
            clock.instant()));
  }

  /** One that has just begun, or ended, and used nothing. */
  public RunStep stepOf(RunId run, StepStatus status, StepDetails details) {
    return new RunStep(
        ids.step(),
        run,
        1,
        clock.instant(),
        manifest(),
        new RunStep.Outcome(
            status,
            details,
            Usage.NONE,
            null,
            status == StepStatus.IN_PROGRESS ? null : clock.instant()));
  }

  public MadeSummary summary(ThreadId thread, String model, long to, String text) {
    return new MadeSummary(
        new Summary(thread, model, 1, to, text, 17, clock.instant()), new Usage(400, 30, 7, 3));
  }

  public WindowManifest manifest() {
    return new WindowManifest(
        "last-messages(20)",
        40,
        List.of(new PositionRange(18, 29), new PositionRange(33, 40)),
        List.of(
            new LeftOut(new PositionRange(1, 17), LeftOut.Reason.BEYOND_WINDOW),
            new LeftOut(new PositionRange(30, 32), LeftOut.Reason.UNANSWERED_CALL)),
        List.of(19L, 21L),
        812);
  }

  public Assistant assistant(NewAssistant definition) {
    return new Assistant(ids.assistant(), 1, clock.instant(), definition);
  }

  public Assistant assistant() {
    return assistant(NewAssistant.named("Geography Expert").instructions("Be concise."));
  }
}
