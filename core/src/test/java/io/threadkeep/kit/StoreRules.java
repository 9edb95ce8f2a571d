package io.threadkeep.kit;

import org.junit.jupiter.api.extension.ExtendWith;

/** Rules for stores. Each takes a {@link Trial}: its own empty store and clock. */
@ExtendWith(TrialExtension.class)
interface StoreRules {

  /** The same one for all rules of a test class; the kit closes it behind the last of them. */
  StoreHarness harness();
}
