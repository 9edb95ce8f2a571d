package io.threadkeep.transport.fake;

import io.threadkeep.transport.InvalidRequestException;
import io.threadkeep.transport.ModelRequest;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a request is answered: by the first line from the top that it fits and that is not
 * used up, and otherwise by what was said for that case.
 */
final class Script {
  private final List<Line> lines;
  private final @Nullable Function<ModelRequest, FakeAnswer> otherwise;

  /**
   * @param otherwise answers what no line does; null makes that an error
   */
  Script(List<Line> lines, @Nullable Function<ModelRequest, FakeAnswer> otherwise) {
    this.lines = List.copyOf(lines);
    this.otherwise = otherwise;
  }

  /**
   * @param number of the call, from 1
   */
  FakeAnswer answerTo(ModelRequest request, long number) {
    Asked asked = new Asked(request);
    for (Line line : lines) {
      FakeAnswer answer = line.answerTo(asked);
      if (answer != null) {
        return answer;
      }
    }
    if (otherwise == null) {
      throw new InvalidRequestException(new NoAnswer(lines, asked, number).message(), null);
    }
    return otherwise.apply(request);
  }

  List<String> unusedLines() {
    return lines.stream().filter(Line::isUnused).map(Line::unused).toList();
  }
}
