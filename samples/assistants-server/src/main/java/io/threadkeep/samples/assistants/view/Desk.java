package io.threadkeep.samples.assistants.view;

import io.threadkeep.Assistants;
import io.threadkeep.Conversations;
import io.threadkeep.RunExecutor;
import io.threadkeep.Threadkeep;
import io.threadkeep.id.Scope;

/** All that one caller may reach. */
public record Desk(Conversations conversations, Assistants assistants, RunExecutor runs) {

  public static Desk of(Threadkeep threadkeep, Scope scope) {
    return new Desk(
        threadkeep.conversations(scope), threadkeep.assistants(scope), threadkeep.runs(scope));
  }
}
