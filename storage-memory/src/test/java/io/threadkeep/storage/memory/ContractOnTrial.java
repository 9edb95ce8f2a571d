package io.threadkeep.storage.memory;

import io.threadkeep.kit.StoreHarness;
import io.threadkeep.kit.ThreadStoreContract;
import java.util.function.UnaryOperator;

/** The contract as {@link ContractRun} has it run; never by itself. */
final class ContractOnTrial implements ThreadStoreContract {
  private static volatile StoreHarness subject = new SharedHarness(UnaryOperator.identity());

  static void use(StoreHarness harness) {
    subject = harness;
  }

  @Override
  public StoreHarness harness() {
    return subject;
  }
}
