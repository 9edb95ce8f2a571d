package io.threadkeep.internal.engine;

import io.threadkeep.store.RunCommit;
import io.threadkeep.transport.ModelRequest;

/** What is to be done next; each comes back as an {@link ActionOutcome}. */
sealed interface RunAction {

  /** Look at what earlier attempts have left. */
  record TakeUp() implements RunAction {}

  record ReadWindow() implements RunAction {}

  record CallModel(Call call, ModelRequest request) implements RunAction {
    String model() {
      return request.settings().model();
    }

    /** About how many it may use: the prompt, and all of an answer whose length is bounded. */
    long tokens() {
      Integer answer = request.settings().maxCompletionTokens();
      return (long) call.manifest().tokens() + (answer == null ? 0 : answer);
    }
  }

  /** Have those tools called that workers may call. */
  record CarryOut(Round round) implements RunAction {}

  record Commit(RunCommit commit) implements RunAction {}

  /** Nothing: the attempt is over. */
  record Stop() implements RunAction {}
}
