package io.threadkeep.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.limit.Limits;
import io.threadkeep.store.Budgets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is counted cannot be turned into its opposite. */
class UsageTest {

  @Test
  void noCountIsNegative() {
    for (int field = 0; field < 4; field++) {
      long[] counts = new long[4];
      counts[field] = -1;
      assertThatThrownBy(() -> new Usage(counts[0], counts[1], counts[2], counts[3]))
          .isInstanceOf(InvalidInputException.class);
    }
    assertThatThrownBy(() -> new Budgets.Spent(-1, null)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> new Budgets.Spent(1, -1L)).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void sumsStopAtTheEnd() {
    Usage huge = new Usage(Long.MAX_VALUE, 5, Long.MAX_VALUE, 7);
    assertThat(huge.plus(huge)).isEqualTo(new Usage(Long.MAX_VALUE, 10, Long.MAX_VALUE, 14));
    assertThat(huge.totalTokens()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void oneRunHasItsBounds() {
    long most = Limits.RUN_TOKENS;
    Usage largest = new Usage(most, most, most, most);
    assertThat(largest.requireOfOneRun()).isSameAs(largest);
    assertThatThrownBy(() -> Usage.of(0, most + 1).requireOfOneRun())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("completion_tokens");
  }

  @Test
  void recordedCallsHaveTheirBoundsTogether() {
    String half = "\u00e9".repeat(Limits.RECORDED_CALLS_BYTES / 4);
    StepDetails.RecordedCall call = new StepDetails.RecordedCall("c", "f", half, null);
    assertThat(new StepDetails.RecordedCalls(List.of(call, call)).calls()).hasSize(2);
    StepDetails.RecordedCall one = new StepDetails.RecordedCall("c", "f", "x", null);
    for (List<StepDetails.RecordedCall> tooMany :
        List.of(
            List.of(call, call, one),
            Stream.generate(() -> one).limit(Limits.RECORDED_CALLS + 1).toList())) {
      assertThatThrownBy(() -> new StepDetails.RecordedCalls(tooMany))
          .isInstanceOf(InvalidInputException.class);
    }
  }
}
