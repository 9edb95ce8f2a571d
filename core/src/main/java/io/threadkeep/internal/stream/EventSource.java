package io.threadkeep.internal.stream;

import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.store.RunRecords;
import io.threadkeep.store.StoredEvents;

/** The events of one run, as its owner may read them. */
record EventSource(RunRecords runs, Scope scope, RunId run) {
  private static final int PAGE = 100;

  StoredEvents after(long sequence) {
    return runs.events(scope, run, sequence, PAGE);
  }
}
