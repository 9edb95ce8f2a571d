package io.threadkeep.kit;

import io.threadkeep.budget.Budget;
import io.threadkeep.budget.BudgetPeriod;
import io.threadkeep.budget.BudgetState;
import io.threadkeep.budget.BudgetSubject;
import io.threadkeep.options.CostOptions;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.run.Usage;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelReply;
import java.util.function.Supplier;

/** Models that use so much, and budgets that hold them to something. */
final class Spending {
  static final Usage USED = new Usage(60, 40, 10, 5);

  private Spending() {}

  static CostOptions daily(long tokens) {
    return CostOptions.none()
        .answerTokens(300)
        .budgets(Budget.tokens("chat", BudgetSubject.TENANT, BudgetPeriod.DAY, tokens));
  }

  static EngineOptions options(CostOptions cost) {
    return Workplace.options().cost(cost);
  }

  static BudgetState budget(Workplace workplace) {
    return workplace.keep().usage().budgets().get(0);
  }

  static PuppetTransport using(Usage usage) {
    return new PuppetTransport((request, call) -> used(PuppetTransport.reply("so much"), usage));
  }

  static ModelReply used(ModelReply reply, Usage usage) {
    return new ModelReply(
        reply.content(),
        reply.hasToolCalls() ? FinishReason.TOOL_CALLS : FinishReason.STOP,
        usage,
        "puppet");
  }

  static PuppetTransport failing(Supplier<RuntimeException> failure) {
    return new PuppetTransport(
        (request, call) -> {
          throw failure.get();
        });
  }
}
