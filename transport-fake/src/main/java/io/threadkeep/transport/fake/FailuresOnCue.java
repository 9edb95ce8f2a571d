package io.threadkeep.transport.fake;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets a {@link FakeTransport} fail while it is in use, whatever its script says: {@code
 * fake.failures().always(failure(OVERLOADED))}, and later {@code fake.failures().stop()}.
 *
 * <p>A call that fails here uses no line of the script. Safe for use by many threads.
 */
public final class FailuresOnCue {

  /** All are guarded by {@code this}. */
  private final Deque<FakeAnswer> once = new ArrayDeque<>();

  private @Nullable FakeAnswer always;
  private @Nullable Chance chance;

  FailuresOnCue() {}

  private record Chance(double probability, long seed, List<FakeAnswer> failures) {
    @Nullable FakeAnswer answerTo(long number) {
      Dice dice = new Dice(seed, number);
      return dice.fraction() < probability ? failures.get(dice.below(failures.size())) : null;
    }
  }

  /** The next calls get these, one each. */
  public synchronized FailuresOnCue once(FakeAnswer... failures) {
    once.addAll(List.of(failures));
    return this;
  }

  /** All calls get this, after those that have one of their own. */
  public synchronized FailuresOnCue always(FakeAnswer failure) {
    always = failure;
    return this;
  }

  /**
   * Some calls get one of these. Which calls, and which failures, follows from the seed and the
   * number of the call, from 1.
   *
   * @param probability 0 to 1
   * @throws IllegalArgumentException if it is not, or there is no failure
   */
  public synchronized FailuresOnCue randomly(
      double probability, long seed, FakeAnswer... failures) {
    // Written so that NaN fails too.
    if (!(probability >= 0 && probability <= 1) || failures.length == 0) {
      throw new IllegalArgumentException(
          "Expected a probability from 0 to 1 and at least one failure, but found "
              + probability
              + " and "
              + failures.length
              + ".");
    }
    chance = new Chance(probability, seed, List.of(failures));
    return this;
  }

  /** From here on the script answers again. */
  public synchronized void stop() {
    once.clear();
    always = null;
    chance = null;
  }

  synchronized @Nullable FakeAnswer answerTo(long number) {
    FakeAnswer next = once.poll();
    if (next != null) {
      return next;
    }
    return always != null || chance == null ? always : chance.answerTo(number);
  }
}
