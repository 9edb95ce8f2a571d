package io.threadkeep.storage.jdbc;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.id.RunId;
import io.threadkeep.store.QueueListener;
import java.util.Optional;

/**
 * What one process tells the others through the database, behind the name of its schema: other
 * schemas' news are none of ours.
 */
record News(String text) {
  static final String CHANNEL = "threadkeep";

  static final News WORK = new News("work");

  private static final String CANCEL = "cancel ";

  static News cancel(String run) {
    return new News(CANCEL + run);
  }

  /** Passes on what was heard; nothing if it is not of {@code schema}, or not understood. */
  static void tell(String heard, String schema, Iterable<QueueListener> listeners) {
    if (!heard.startsWith(schema + " ")) {
      return;
    }
    String text = heard.substring(schema.length() + 1);
    if (text.equals(WORK.text())) {
      listeners.forEach(QueueListener::workIsWaiting);
    } else if (text.startsWith(CANCEL)) {
      run(text.substring(CANCEL.length()))
          .ifPresent(run -> listeners.forEach(listener -> listener.cancelAsked(run)));
    }
  }

  private static Optional<RunId> run(String id) {
    try {
      return Optional.of(new RunId(id));
    } catch (InvalidInputException notOurs) {
      return Optional.empty();
    }
  }
}
