package io.threadkeep.internal.engine;

import io.threadkeep.run.Run;
import io.threadkeep.run.Usage;
import io.threadkeep.store.RunCommit;
import org.jspecify.annotations.Nullable;

/** Where an attempt is, between two actions. */
sealed interface RunState {

  Run run();

  /** What earlier attempts have left is being looked at. */
  record TakingUp(Run run) implements RunState {}

  /** The window is being read. */
  record Reading(Run run, Tally tally) implements RunState {}

  /** The model is at work. */
  record Calling(Run run, Tally tally, Call call) implements RunState {}

  /** Tools are at work. */
  record Acting(Run run, Tally tally, Round round) implements RunState {}

  /**
   * A step, or the outcome, is being written. If a cancel or the run's time gets in first, what
   * {@code unwritten} tells goes on record instead.
   *
   * @param next the tool calls to carry out once it is written, if there are any
   */
  record Committing(
      Run run, Tally tally, RunCommit commit, Unwritten unwritten, @Nullable Round next)
      implements RunState {}

  /** Nothing more to do. */
  record Over(Run run) implements RunState {}

  /** What an attempt has done and not stored: a model call or a round of tool calls. */
  record Unwritten(@Nullable Call call, @Nullable Round round, Remains remains, Usage spent) {
    static final Unwritten NOTHING = new Unwritten(null, null, Remains.NONE, Usage.NONE);

    static Unwritten of(Call call, Remains remains, Usage spent) {
      return new Unwritten(call, null, remains, spent);
    }

    static Unwritten of(Round round, Remains remains) {
      return new Unwritten(null, round, remains, Usage.NONE);
    }

    /** The same on record, but without what was said: the store does not take it. */
    Unwritten unsaid() {
      return new Unwritten(call, round, Remains.results(remains.results()), spent);
    }
  }
}
