package io.threadkeep.transfer;

import io.threadkeep.id.Scope;
import io.threadkeep.store.ThreadStore;

/** Where an import puts what it takes, and what it says of that. */
record Destination(ThreadStore store, Scope scope, ImportTally tally, AssistantIntake assistants) {
  Destination(ThreadStore store, Scope scope) {
    this(store, scope, new ImportTally());
  }

  private Destination(ThreadStore store, Scope scope, ImportTally tally) {
    this(store, scope, tally, new AssistantIntake(store, scope, tally));
  }
}
