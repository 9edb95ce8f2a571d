package io.threadkeep.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.kit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdSourceTest {

  @Test
  void idsSortByCreationEvenIfTheClockStandsStillOrStepsBack() {
    ManualClock clock = new ManualClock();
    IdSource ids = new IdSource(clock, new Random(7));
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      made.add(ids.message().value());
      clock.advance(Duration.ofNanos((i % 3 - 1) * 5_000_000L));
    }
    assertThat(made).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void idsHaveThePrefixAndAlphabetOfTheAssistantsApi() {
    IdSource ids = new IdSource(new ManualClock(), new Random(7));
    assertThat(ids.thread().value()).matches("thread_[A-Za-z0-9]{24}");
    assertThat(ids.message().value()).matches("msg_[A-Za-z0-9]{24}");
    assertThat(ids.run().value()).matches("run_[A-Za-z0-9]{24}");
    assertThat(ids.step().value()).matches("step_[A-Za-z0-9]{24}");
    assertThat(ids.assistant().value()).matches("asst_[A-Za-z0-9]{24}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "undefined",
        "thread_",
        "thread_short",
        "msg_ABCDEFGHIJKLMNOPQRSTUVWX",
        "thread_ABCDEFGHIJKLMNOPQRSTUVW'",
        "thread_ABCDEFGHIJKLMNOPQRSTUVWXY",
        "thread_ABCDEFGHIJKLMNOPQRSTUVWÄ"
      })
  void anythingElseIsRefused(String value) {
    assertThatThrownBy(() -> new ThreadId(value))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("thread_id")
        .hasMessageContaining("begins with 'thread_'");
  }
}
