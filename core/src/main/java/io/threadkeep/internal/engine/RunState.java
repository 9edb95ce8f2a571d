package io.threadkeep.internal.engine;

import io.threadkeep.context.WindowManifest;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.StepId;
import io.threadkeep.run.Run;
import io.threadkeep.run.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where an attempt is, between two actions. */
sealed interface RunState {

  Run run();

  /** The window is being read. */
  record Reading(Run run) implements RunState {}

  /** The model is at work on {@code step}, and writes {@code reply}. */
  record Calling(Run run, StepId step, MessageId reply, WindowManifest manifest, Instant since)
      implements RunState {}

  /**
   * The outcome is being written. If a cancel gets in first, {@code call} goes on record without
   * its answer, and with what it {@code spent}.
   */
  record Committing(Run run, @Nullable Calling call, Usage spent) implements RunState {}

  /** Nothing more to do. */
  record Over(Run run) implements RunState {}
}
