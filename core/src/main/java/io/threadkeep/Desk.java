package io.threadkeep;

import io.threadkeep.context.ContextPolicies;
import io.threadkeep.id.IdSource;
import io.threadkeep.internal.engine.MessageDrafts;
import io.threadkeep.internal.engine.RunEngine;
import io.threadkeep.internal.engine.Windows;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.options.RunLimits;
import io.threadkeep.store.ThreadStore;
import java.time.InstantSource;

/** What every part of the face works with. */
record Desk(
    ThreadStore store,
    RunEngine engine,
    IdSource ids,
    InstantSource clock,
    MessageDrafts drafts,
    EngineOptions options,
    ContextPolicies policies,
    Windows windows) {

  RunLimits limits() {
    return options.limits();
  }
}
