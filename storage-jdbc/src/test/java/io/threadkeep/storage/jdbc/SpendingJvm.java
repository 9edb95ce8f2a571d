package io.threadkeep.storage.jdbc;

import io.threadkeep.Foundations;
import io.threadkeep.Threadkeep;
import io.threadkeep.budget.Budget;
import io.threadkeep.budget.BudgetPeriod;
import io.threadkeep.budget.BudgetSubject;
import io.threadkeep.options.CostOptions;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A JVM whose model says that it was asked, and nothing else: what it costs nobody will know. */
final class SpendingJvm {
  static final EngineOptions OPTIONS =
      WorkerJvm.OPTIONS.cost(
          CostOptions.none()
              .answerTokens(300)
              .budgets(Budget.tokens("all", BudgetSubject.TENANT, BudgetPeriod.EVER, 1_000_000)));

  private SpendingJvm() {}

  public static void main(String[] arguments) throws IOException {
    try (Threadkeep keep =
        Threadkeep.on(
            Foundations.of(
                JdbcThreadStore.open(ChildJvm.address(arguments).options()), new DeafModel()),
            OPTIONS)) {
      System.out.println("ready");
      while (System.in.read() >= 0) {
        // Until it is killed.
      }
    }
  }

  private static final class DeafModel implements ModelTransport {
    @Override
    public ModelReply call(ModelRequest request, ModelCall call) {
      System.out.println("asked");
      Thinking.over(call, TimeUnit.MINUTES.toMillis(1));
      throw new IllegalStateException("It was to be killed.");
    }

    @Override
    public void close() {}
  }
}
