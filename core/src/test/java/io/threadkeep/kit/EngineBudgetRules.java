package io.threadkeep.kit;

import static io.threadkeep.kit.Spending.USED;
import static io.threadkeep.kit.Spending.budget;
import static io.threadkeep.kit.Spending.daily;
import static io.threadkeep.kit.Spending.failing;
import static io.threadkeep.kit.Spending.options;
import static io.threadkeep.kit.Spending.used;
import static io.threadkeep.kit.Spending.using;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.PendingRun;
import io.threadkeep.assistant.ModelSettings;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.budget.Budget;
import io.threadkeep.budget.BudgetExceededException;
import io.threadkeep.budget.BudgetPeriod;
import io.threadkeep.budget.BudgetState;
import io.threadkeep.budget.BudgetSubject;
import io.threadkeep.observe.EngineListener;
import io.threadkeep.options.CostOptions;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.options.GateOptions;
import io.threadkeep.options.RunLimits;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunError;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.Usage;
import io.threadkeep.store.GateLimit;
import io.threadkeep.tool.ToolTraits;
import io.threadkeep.transport.InvalidRequestException;
import io.threadkeep.transport.OverloadedException;
import io.threadkeep.transport.RateLimitedException;
import io.threadkeep.transport.TruncatedAnswerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * ENGINE-100 to 105: what runs may spend.
 *
 * <ol start="100">
 *   <li>A call that a budget has no room for is not made: the run fails and says why, at once.
 *   <li>What a call used is spent, and no more; what a later call has no room for takes nothing
 *       away.
 *   <li>What a provider refused costs nothing; what broke off costs all that was reserved.
 *   <li>A run that waits for its model's gate reserves nothing.
 *   <li>All processes together spend no more than there is.
 *   <li>The host may decide on budgets at run time; an unbounded answer is reserved for as such.
 * </ol>
 */
interface EngineBudgetRules extends StoreRules {

  @ContractRule("ENGINE-100")
  default void aCallWithoutRoomIsNotMade(Trial trial) {
    Queue<BudgetExceededException> told = new ConcurrentLinkedQueue<>();
    EngineListener listener =
        new EngineListener() {
          @Override
          public void budgetRefused(LeasedRun attempt, BudgetExceededException refusal) {
            told.add(refusal);
          }
        };
    PuppetTransport transport = using(USED);
    try (Workplace workplace =
        new Workplace(trial, transport, listener, options(daily(1_000).answerTokens(2_000)))) {
      Run failed = Workplace.end(workplace.ask("How much?"));
      assertThat(failed.status()).isEqualTo(RunStatus.FAILED);
      assertThat(failed.progress().attempts()).isEqualTo(1);
      assertThat(failed.usage()).isEqualTo(Usage.NONE);
      RunError error = Objects.requireNonNull(failed.error());
      assertThat(error.code()).isEqualTo(RunError.Code.BUDGET_EXCEEDED);
      assertThat(error.code().wireName()).isEqualTo("rate_limit_exceeded");
      assertThat(error.message()).contains("'chat'", "of 1000 tokens, 0 are spent");
      assertThat(transport.requests()).isEmpty();
      assertThat(told).hasSize(1);
      assertThat(told.peek().asked()).isGreaterThan(2_000);
      assertThat(told.peek().until()).isEqualTo("2026-11-22T00:00:00Z");
      assertThat(budget(workplace)).extracting(BudgetState::left).isEqualTo(1_000L);
    }
  }

  @ContractRule("ENGINE-101")
  default void whatACallUsedIsSpent(Trial trial) {
    PuppetTool tool = PuppetTool.sunny(ToolTraits.defaults());
    PuppetTransport transport =
        new PuppetTransport(
            (request, call) ->
                ToolAsking.resultsOfThisTurn(request).isEmpty()
                    ? used(ToolAsking.asking(ToolAsking.weather("call-1")), USED)
                    : used(PuppetTransport.reply("sunny"), USED));
    try (Workplace workplace =
        new Workplace(trial, trial.store(), transport, options(daily(5_000)), tool)) {
      assertThat(Workplace.end(workplace.ask("How is the weather?")).status())
          .isEqualTo(RunStatus.COMPLETED);
      assertThat(budget(workplace))
          .extracting(BudgetState::spent, BudgetState::reserved)
          .containsExactly(200L, 0L);
    }
    PuppetTransport much =
        new PuppetTransport(
            (request, call) ->
                ToolAsking.resultsOfThisTurn(request).isEmpty()
                    ? used(ToolAsking.asking(ToolAsking.weather("call-2")), Usage.of(4_000, 700))
                    : used(PuppetTransport.reply("sunny"), USED));
    try (Workplace workplace =
        new Workplace(trial, trial.store(), much, options(daily(5_000)), tool)) {
      Run failed = Workplace.end(workplace.ask("How is the weather?"));
      assertThat(failed.error())
          .extracting(RunError::code)
          .isEqualTo(RunError.Code.BUDGET_EXCEEDED);
      assertThat(failed.usage()).isEqualTo(Usage.of(4_000, 700));
      assertThat(much.requests()).hasSize(1);
      assertThat(workplace.chat().thread().messageCount()).isEqualTo(3);
      assertThat(budget(workplace))
          .extracting(BudgetState::spent, BudgetState::reserved)
          .containsExactly(4_900L, 0L);
    }
  }

  @ContractRule("ENGINE-102")
  default void whatWasRefusedCostsNothingAndWhatBrokeOffAll(Trial trial) {
    EngineOptions once =
        options(daily(1_000_000).answerTokens(3_000)).limits(RunLimits.defaults().maxAttempts(1));
    for (Supplier<RuntimeException> refusal :
        List.<Supplier<RuntimeException>>of(
            () -> new InvalidRequestException("no", null),
            () -> new OverloadedException("busy", Duration.ZERO, null))) {
      try (Workplace workplace = new Workplace(trial, trial.store(), failing(refusal), once)) {
        assertThat(Workplace.end(workplace.ask("Now?")).status()).isEqualTo(RunStatus.FAILED);
        assertThat(budget(workplace))
            .extracting(BudgetState::spent, BudgetState::reserved)
            .containsExactly(0L, 0L);
      }
    }
    PuppetTransport breaking = failing(() -> new TruncatedAnswerException("broke off", null));
    try (Workplace workplace = new Workplace(trial, trial.store(), breaking, once)) {
      assertThat(Workplace.end(workplace.ask("Now?")).status()).isEqualTo(RunStatus.FAILED);
      BudgetState swept = budget(workplace);
      while (swept.reserved() > 0) {
        Thread.onSpinWait();
        swept = budget(workplace);
      }
      assertThat(swept.spent()).isBetween(3_001L, 3_200L);
    }
  }

  @ContractRule("ENGINE-103")
  default void aRunThatWaitsAtTheGateReservesNothing(Trial trial) {
    PuppetTransport limiting =
        failing(() -> new RateLimitedException("slow", Duration.ofSeconds(20), null));
    try (Workplace workplace =
        new Workplace(trial, trial.store(), limiting, options(daily(5_000)))) {
      PendingRun first = workplace.ask("Now?");
      limiting.awaitAsked(1);
      Workplace.assertWaits(first);
      assertThat(budget(workplace))
          .extracting(BudgetState::spent, BudgetState::reserved)
          .containsExactly(0L, 0L);
      first.cancel();
    }
    EngineOptions gated =
        options(daily(5_000))
            .gates(GateOptions.none().limit(NewAssistant.DEFAULT_MODEL, new GateLimit(0, 100_000)));
    PuppetTransport transport = using(USED);
    trial.pass(Duration.ofMinutes(1));
    try (Workplace workplace = new Workplace(trial, trial.store(), transport, gated)) {
      Workplace.end(workplace.ask("first"));
      assertThat(budget(workplace).spent()).isEqualTo(100);
    }
  }

  @ContractRule("ENGINE-104")
  default void allProcessesTogetherSpendNoMoreThanThereIs(Trial trial) {
    EngineOptions tight = options(daily(2_000).answerTokens(200));
    try (Workplace one = new Workplace(trial, trial.store(), using(USED), tight);
        Workplace other = new Workplace(trial, trial.store(), using(USED), tight)) {
      List<PendingRun> runs = new ArrayList<>();
      for (int n = 0; n < 24; n++) {
        Workplace at = n % 2 == 0 ? one : other;
        runs.add(at.keep().conversations().start().run(at.assistant()));
      }
      List<Run> ended = runs.stream().map(Workplace::end).toList();
      long completed = ended.stream().filter(run -> run.status() == RunStatus.COMPLETED).count();
      assertThat(completed).isBetween(6L, 20L);
      assertThat(ended)
          .filteredOn(run -> run.status() != RunStatus.COMPLETED)
          .allSatisfy(
              run ->
                  assertThat(run.error())
                      .extracting(RunError::code)
                      .isEqualTo(RunError.Code.BUDGET_EXCEEDED));
      assertThat(budget(one))
          .extracting(BudgetState::spent, BudgetState::reserved)
          .containsExactly(completed * USED.totalTokens(), 0L);
    }
  }

  @ContractRule("ENGINE-105")
  default void theHostMayDecideOnBudgets(Trial trial) {
    CostOptions decided =
        CostOptions.none()
            .answerTokens(500)
            .source(
                (owner, thread) ->
                    List.of(
                        Budget.tokens("own", BudgetSubject.THREAD, BudgetPeriod.EVER, 1_000),
                        Budget.tokens("own", BudgetSubject.THREAD, BudgetPeriod.EVER, 300)));
    PuppetTransport transport = using(USED);
    try (Workplace workplace = new Workplace(trial, trial.store(), transport, options(decided))) {
      assertThat(Workplace.end(workplace.ask("How much?")).status()).isEqualTo(RunStatus.FAILED);
      assertThat(transport.requests()).isEmpty();
      var bounded =
          workplace
              .keep()
              .assistants()
              .create(
                  NewAssistant.named("Brief")
                      .settings(
                          ModelSettings.of(NewAssistant.DEFAULT_MODEL)
                              .withMaxCompletionTokens(100)));
      assertThat(Workplace.end(workplace.chat().run(bounded)).status())
          .isEqualTo(RunStatus.COMPLETED);
      assertThat(workplace.keep().usage().budgets(workplace.chat().id()))
          .extracting(BudgetState::spent)
          .containsExactly(100L, 100L);
    }
  }
}
