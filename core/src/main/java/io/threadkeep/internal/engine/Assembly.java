package io.threadkeep.internal.engine;

import io.threadkeep.context.PromptSizes;
import io.threadkeep.id.IdSource;
import io.threadkeep.internal.stream.StreamNews;
import io.threadkeep.internal.time.MonotonicClock;
import io.threadkeep.internal.tool.ToolRunner;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.options.RunLimits;
import io.threadkeep.run.Run;
import io.threadkeep.store.Claimant;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Puts together, of what the engine stands on, those who carry runs out. */
record Assembly(EngineParts parts, EngineOptions options, Listeners listeners) {

  ToolRunner toolRunner() {
    return new ToolRunner(parts.tools(), options.tools(), parts.time().alarms(), parts.threads());
  }

  GateKeeper gateKeeper() {
    return new GateKeeper(
        parts.store().gates(),
        options.gates().limits(),
        options.limits().backoff(),
        new GateKeeper.Time(parts.time().monotonic(), parts.time().pause(), parts.random()),
        listeners);
  }

  BudgetKeeper budgetKeeper() {
    return new BudgetKeeper(
        parts.store().budgets(),
        options.cost(),
        parts.transport().limits(),
        parts.time().clock(),
        listeners);
  }

  CommitDrafts commitDrafts(IdSource ids, MessageDrafts drafts) {
    return new CommitDrafts(ids, parts.time().clock(), drafts);
  }

  RunDriver driver(
      CommitDrafts drafts,
      ToolRunner tools,
      GateKeeper gates,
      BudgetKeeper budgets,
      ModelCalls calls) {
    RunLimits limits = options.limits();
    RunMachine machine =
        new RunMachine(
            limits.modelTimeout(),
            RoundBounds.of(options.tools()),
            new RetryRule(limits.maxAttempts(), limits.backoff(), parts.random()),
            drafts);
    PatientWrites writes = new PatientWrites(parts.time().pause());
    ToolHands hands =
        new ToolHands(
            parts.store().toolCalls(),
            parts.tools(),
            tools,
            options.tools().parallel(),
            writes,
            parts.threads(),
            listeners);
    GatedModel model = new GatedModel(parts.transport(), gates, budgets, listeners);
    return new RunDriver(
        machine, parts.store(), model, parts.windows(), writes, hands, calls, listeners);
  }

  Summariser summariser(IdSource ids, GateKeeper gates, BudgetKeeper budgets) {
    SummaryModel model =
        new SummaryModel(
            parts.transport(), gates, budgets, parts.store().usage(), ids, parts.time().clock());
    SummaryWriter writer =
        new SummaryWriter(
            parts.store(),
            model,
            new PromptSizes(parts.tokens()),
            ids,
            parts.time().clock(),
            options.limits().modelTimeout());
    return new Summariser(writer, parts.threads().newExecutor("summariser"));
  }

  Workers workers(
      RunDriver driver,
      ModelCalls calls,
      HeldRuns held,
      Claimant claimant,
      StreamNews news,
      BiConsumer<HeldRun, @Nullable Run> over) {
    MonotonicClock monotonic = parts.time().monotonic();
    return new Workers(
        driver,
        calls,
        held,
        claimant,
        monotonic,
        news,
        parts.threads().newExecutor("run"),
        listeners,
        over);
  }
}
