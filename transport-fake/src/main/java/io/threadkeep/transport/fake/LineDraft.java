package io.threadkeep.transport.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A line while it is being written. */
final class LineDraft {
  private final List<RequestCondition> conditions;
  private final @Nullable Groups groups;
  private final List<Line.Step> steps = new ArrayList<>();
  private String name;
  private long times = 1;

  /** The newest answer, if it stands fixed; it may still get more calls. */
  private @Nullable FakeAnswer last;

  LineDraft(String name, List<RequestCondition> conditions) {
    this.name = name;
    this.conditions = conditions;
    this.groups =
        conditions.stream()
            .map(RequestCondition::expression)
            .filter(expression -> expression != null)
            .findFirst()
            .map(Groups::new)
            .orElse(null);
  }

  void add(FakeAnswer answer) {
    steps.add(step(answer));
    last = answer;
  }

  void add(Function<Asked, FakeAnswer> answer) {
    steps.add(new Line.Step("an answer made from the request", answer));
    last = null;
  }

  void addCall(String tool, String arguments) {
    if (last == null) {
      throw new IllegalStateException(
          name + " has no fixed answer that could call " + tool + " too: use thenCall.");
    }
    last = last.andCall(tool, arguments);
    steps.set(steps.size() - 1, step(last));
  }

  void name(String newName) {
    name = newName;
  }

  /**
   * @param newTimes {@link Line#ALWAYS} for no bound
   */
  void times(long newTimes) {
    requireAnswer();
    times = newTimes;
  }

  void requireAnswer() {
    if (steps.isEmpty()) {
      throw new IllegalStateException(
          new Line(name, conditions, steps, times)
              + " has no answer: give it one with thenReply, thenCall or another then….");
    }
  }

  /** A new one each time, of which nothing is used yet. */
  Line line() {
    requireAnswer();
    return new Line(
        name, conditions, steps, times == Line.ALWAYS ? Line.ALWAYS : times * steps.size());
  }

  private Line.Step step(FakeAnswer answer) {
    if (groups == null) {
      return new Line.Step(answer.toString(), asked -> answer);
    }
    groups.requireKnown(answer);
    return new Line.Step(answer.toString(), asked -> groups.filled(answer, asked.newestUserText()));
  }
}
