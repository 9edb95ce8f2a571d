package io.threadkeep.transfer;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.id.Scope;
import io.threadkeep.store.StorageException;
import io.threadkeep.store.ThreadStore;
import java.util.Optional;

/** Takes assistants in; one that is there stays as it is. */
final class AssistantIntake {
  private static final TransferCounts ONE = new TransferCounts(0, 0, 0, 0, 1);

  private final ThreadStore store;
  private final Scope scope;
  private final ImportTally tally;

  AssistantIntake(ThreadStore store, Scope scope, ImportTally tally) {
    this.store = store;
    this.scope = scope;
    this.tally = tally;
  }

  void take(Assistant assistant, long line) {
    Optional<Assistant> found = store.assistants().find(scope, assistant.id());
    if (found.isEmpty()) {
      try {
        store.assistants().create(scope, assistant);
        tally.stored(ONE);
      } catch (StorageException e) {
        problem(
            TransferProblem.Kind.CONFLICT,
            assistant,
            line,
            "The assistant's id is not free here. Runs keep their own copy of it. "
                + e.getMessage());
      }
    } else if (found.get().equals(assistant)) {
      tally.found(ONE);
    } else {
      problem(
          TransferProblem.Kind.KEPT,
          assistant,
          line,
          "The assistant was changed, here or there. It stays as it is here.");
    }
  }

  private void problem(TransferProblem.Kind kind, Assistant assistant, long line, String what) {
    tally.problem(new TransferProblem(kind, line, assistant.id().value(), what));
  }
}
