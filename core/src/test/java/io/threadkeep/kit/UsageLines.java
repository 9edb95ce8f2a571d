package io.threadkeep.kit;

import io.threadkeep.assistant.ModelSettings;
import io.threadkeep.id.AssistantId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.run.Lease;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunSpec;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.Usage;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.usage.UsageEntry;
import io.threadkeep.usage.UsageGroup;
import io.threadkeep.usage.UsageKey;
import io.threadkeep.usage.UsageLine;
import io.threadkeep.usage.UsageQuery;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Short forms of what rules about usage do all the time. */
final class UsageLines {
  static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  static final UsageQuery OF_TODAY = UsageQuery.on(TODAY);
  static final Usage SMALL = new Usage(1_000, 50, 800, 20);
  static final Usage LARGE = new Usage(3_000_000_000L, 2, 3, 1);

  private UsageLines() {}

  static UsageQuery byAllButThread() {
    return OF_TODAY.by(UsageKey.DAY, UsageKey.USER, UsageKey.ASSISTANT, UsageKey.MODEL);
  }

  static UsageLine line(
      @Nullable LocalDate day,
      @Nullable String user,
      @Nullable ThreadId thread,
      @Nullable AssistantId assistant,
      @Nullable String model,
      long runs,
      Usage usage) {
    return new UsageLine(new UsageGroup(day, user, thread, assistant, model), runs, usage);
  }

  static UsageEntry entry(String id, Scope owner, Usage usage) {
    return new UsageEntry(id, owner, TODAY, null, "small", usage);
  }

  static Usage times(Usage usage, int times) {
    Usage sum = Usage.NONE;
    for (int i = 0; i < times; i++) {
      sum = sum.plus(usage);
    }
    return sum;
  }

  static List<UsageLine> sum(Trial trial, Scope scope, UsageQuery query) {
    return trial.store().usage().sum(scope, query, 100);
  }

  static long tokens(Trial trial, Scope scope) {
    return sum(trial, scope, OF_TODAY).get(0).usage().totalTokens();
  }

  static long tokens(Trial trial, UsageQuery query) {
    return sum(trial, Scopes.ANN, query).get(0).usage().totalTokens();
  }

  static void run(Trial trial, ChatThread thread, String model, Usage usage) {
    run(trial, thread, trial.samples().ids().assistant(), model, usage);
  }

  /** A run that used {@code usage}, and has ended. */
  static void run(
      Trial trial, ChatThread thread, AssistantId assistant, String model, Usage usage) {
    RunSubmission sample = trial.samples().submission(thread.id(), List.of());
    RunSpec spec = sample.spec();
    RunSubmission submission =
        new RunSubmission(
            sample.id(),
            thread.id(),
            List.of(),
            new RunSpec(
                assistant,
                spec.instructions(),
                ModelSettings.of(model),
                spec.tools(),
                spec.toolChoice(),
                spec.context(),
                spec.metadata()),
            sample.createdAt(),
            sample.expiresIn(),
            sample.admission(),
            Samples.WORKER,
            null);
    Lease lease = Objects.requireNonNull(trial.submit(thread, submission).lease());
    RunStep step = trial.samples().step(sample.id());
    trial.store().queue().commit(lease, RunCommit.of(RunMove.COMPLETE).with(step, usage));
  }
}
