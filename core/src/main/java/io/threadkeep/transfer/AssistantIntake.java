package io.threadkeep.transfer;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.id.AssistantId;
import io.threadkeep.id.Scope;
import io.threadkeep.internal.digest.Sha256;
import io.threadkeep.json.JsonCodec;
import io.threadkeep.store.StorageException;
import io.threadkeep.store.ThreadStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Takes assistants in; one that is there stays as it is. */
final class AssistantIntake {
  private static final TransferCounts ONE = new TransferCounts(0, 0, 0, 0, 1);

  /** Of assistants that are known again; one that is forgotten is looked up once more. */
  private static final int KNOWN = 1_000;

  /**
   * One that a line has named before.
   *
   * @param sha256 of what it said
   * @param here whether that is what is stored here
   */
  private record Known(String sha256, boolean here) {}

  private final ThreadStore store;
  private final Scope scope;
  private final ImportTally tally;
  private final Map<AssistantId, Known> known =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<AssistantId, Known> eldest) {
          return size() > KNOWN;
        }
      };

  AssistantIntake(ThreadStore store, Scope scope, ImportTally tally) {
    this.store = store;
    this.scope = scope;
    this.tally = tally;
  }

  /** Every thread has its own; what is wrong with it is told once. */
  void take(Assistant assistant, long line) {
    String sha256 = Sha256.hex(JsonCodec.writeCanonical(assistant));
    Known before = known.get(assistant.id());
    if (before == null || !before.sha256().equals(sha256)) {
      known.put(assistant.id(), new Known(sha256, store(assistant, line)));
    } else if (before.here()) {
      tally.found(ONE);
    }
  }

  /** Whether it is here as it was given. */
  private boolean store(Assistant assistant, long line) {
    Optional<Assistant> found = store.assistants().find(scope, assistant.id());
    if (found.isEmpty()) {
      try {
        store.assistants().create(scope, assistant);
        tally.stored(ONE);
        return true;
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
      return true;
    } else {
      problem(
          TransferProblem.Kind.KEPT,
          assistant,
          line,
          "The assistant was changed, here or there. It stays as it is here.");
    }
    return false;
  }

  private void problem(TransferProblem.Kind kind, Assistant assistant, long line, String what) {
    tally.problem(new TransferProblem(kind, line, assistant.id().value(), what));
  }
}
