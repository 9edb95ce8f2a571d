package io.threadkeep.transport.fake;

import static io.threadkeep.transport.fake.Asking.failure;
import static io.threadkeep.transport.fake.Asking.say;
import static io.threadkeep.transport.fake.FakeAnswer.failure;
import static io.threadkeep.transport.fake.FakeFailure.OVERLOADED;
import static io.threadkeep.transport.fake.FakeFailure.QUOTA;
import static io.threadkeep.transport.fake.FakeFailure.TRUNCATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.kit.Race;
import io.threadkeep.transport.OverloadedException;
import io.threadkeep.transport.QuotaExceededException;
import io.threadkeep.transport.TruncatedAnswerException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresOnCueTest {

  @Test
  void theNextCallsGetOneEachThenAllTheSameUntilItStops() {
    FakeTransport fake = FakeTransport.echo();
    fake.failures().once(failure(QUOTA), failure(TRUNCATED)).always(failure(OVERLOADED));

    assertThat(failure(fake, "?")).isInstanceOf(QuotaExceededException.class);
    assertThat(failure(fake, "?")).isInstanceOf(TruncatedAnswerException.class);
    assertThat(failure(fake, "?")).isInstanceOf(OverloadedException.class);
    assertThat(failure(fake, "?")).isInstanceOf(OverloadedException.class);
    fake.failures().stop();
    assertThat(say(fake, "?")).isEqualTo("You said: ?");
  }

  @Test
  void chanceFollowsFromTheSeedAndTheNumberOfTheCall() {
    List<String> failing = outcomes(7);
    assertThat(failing).isEqualTo(outcomes(7)).isNotEqualTo(outcomes(8));
    assertThat(failing.stream().filter(o -> !o.equals("fine")).count()).isBetween(240L, 360L);
    assertThat(failing).contains("QuotaExceededException", "OverloadedException");
    // The same on every machine and JDK: not to be changed.
    assertThat(failing.subList(0, 8))
        .containsExactly(
            "OverloadedException",
            "QuotaExceededException",
            "fine",
            "fine",
            "fine",
            "fine",
            "QuotaExceededException",
            "QuotaExceededException");
  }

  @Test
  void concurrentCallsFailAsOftenAsCallsInTurn() {
    FakeTransport fake = FakeTransport.echo();
    fake.failures().randomly(0.3, 7, failure(QUOTA), failure(OVERLOADED));
    Callable<String> calls =
        () -> {
          List<String> outcomes =
              IntStream.range(0, 100).mapToObj(i -> outcome(fake)).sorted().toList();
          return String.join(" ", outcomes);
        };
    List<String> all =
        Race.values(Race.among(Collections.nCopies(10, calls))).stream()
            .flatMap(outcomes -> List.of(outcomes.split(" ")).stream())
            .toList();
    assertThat(all).containsExactlyInAnyOrderElementsOf(outcomes(7));
  }

  @Test
  void neverAndAlwaysAreProbabilitiesToo() {
    FakeTransport fake = FakeTransport.echo();
    fake.failures().randomly(0, 1, failure(QUOTA));
    assertThat(IntStream.range(0, 200).mapToObj(i -> outcome(fake))).containsOnly("fine");
    fake.failures().randomly(1, 1, failure(QUOTA));
    assertThat(IntStream.range(0, 200).mapToObj(i -> outcome(fake))).doesNotContain("fine");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void whatIsNoProbabilityIsRefused(double probability) {
    FakeTransport fake = FakeTransport.echo();
    assertThatThrownBy(() -> fake.failures().randomly(probability, 1, failure(QUOTA)))
        .hasMessageContaining("a probability from 0 to 1");
    assertThatThrownBy(() -> fake.failures().randomly(0.5, 1))
        .hasMessageContaining("at least one failure");
  }

  private static List<String> outcomes(long seed) {
    FakeTransport fake = FakeTransport.echo();
    fake.failures().randomly(0.3, seed, failure(QUOTA), failure(OVERLOADED));
    return IntStream.range(0, 1_000).mapToObj(i -> outcome(fake)).toList();
  }

  private static String outcome(FakeTransport fake) {
    Throwable failure = failure(fake, "?");
    return failure == null ? "fine" : failure.getClass().getSimpleName();
  }
}
