package io.threadkeep.transport.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.kit.Race;
import io.threadkeep.kit.transport.Prompts;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineTest {
  private static final int CALLS = 100_000;

  /** Little happens around the count here, so that calls meet in it. */
  @Test
  void callsAtTheSameMomentUseItNoMoreOftenThanItMayBe() {
    FakeAnswer answer = FakeAnswer.text("a");
    Line.Step step = new Line.Step("a", asked -> answer);
    Line line = new Line("line", List.of(), List.of(step), 2 * CALLS);
    Asked asked = new Asked(Prompts.asking("?"));
    Callable<Long> calls =
        () -> IntStream.range(0, CALLS).filter(i -> line.answerTo(asked) != null).count();

    List<Long> answered = Race.values(Race.among(Collections.nCopies(4, calls)));

    assertThat(answered.stream().mapToLong(Long::longValue).sum()).isEqualTo(2 * CALLS);
    assertThat(line.isUsedUp()).isTrue();
  }
}
