package io.threadkeep.transport.fake;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A line of the script: what it answers, with what, and how often. Calls at the same moment never
 * use it more often than it may be.
 */
final class Line {
  /** Of {@code uses}: as often as it is asked. */
  static final long ALWAYS = Long.MAX_VALUE;

  /** One answer: fixed, or made from the request. */
  record Step(String description, Function<Asked, FakeAnswer> answer) {}

  private final String name;
  private final List<RequestCondition> conditions;
  private final List<Step> steps;
  private final long uses;
  private final AtomicLong used = new AtomicLong();

  /**
   * @param uses how many requests it answers, going through its steps again and again
   */
  Line(String name, List<RequestCondition> conditions, List<Step> steps, long uses) {
    this.name = name;
    this.conditions = List.copyOf(conditions);
    this.steps = List.copyOf(steps);
    this.uses = uses;
  }

  /** The next answer; null if the request is not for this line, or the line is used up. */
  @Nullable FakeAnswer answerTo(Asked asked) {
    if (isUsedUp() || !conditions.stream().allMatch(condition -> condition.holds(asked))) {
      return null;
    }
    long use = used.getAndUpdate(sofar -> Math.min(sofar + 1, uses));
    return use >= uses ? null : step(use).answer().apply(asked);
  }

  boolean isUsedUp() {
    return used.get() >= uses;
  }

  /** Whether answers are left that somebody meant to be asked for. */
  boolean isUnused() {
    return uses != ALWAYS && !isUsedUp();
  }

  double distance(Asked asked) {
    return conditions.stream().mapToDouble(condition -> condition.distance(asked)).sum();
  }

  /** Why it did not answer {@code asked}. */
  String miss(Asked asked) {
    List<RequestCondition> failed =
        conditions.stream().filter(condition -> !condition.holds(asked)).toList();
    if (failed.isEmpty()) {
      return "fits, but was used " + times(uses) + " already";
    }
    return failed.stream()
        .map(condition -> "'" + condition + "' does not hold, found " + condition.found(asked))
        .collect(Collectors.joining("; "));
  }

  /** With what is left of it. */
  String unused() {
    long use = Math.min(used.get(), uses - 1);
    return this
        + ": used "
        + times(used.get())
        + " of "
        + uses
        + "; next would be: "
        + step(use).description();
  }

  @Override
  public String toString() {
    return name
        + conditions.stream()
            .map(RequestCondition::toString)
            .collect(Collectors.joining(" and ", " (", ")"));
  }

  private Step step(long use) {
    return steps.get((int) (use % steps.size()));
  }

  private static String times(long count) {
    return count == 1 ? "once" : count + " times";
  }
}
