package io.threadkeep.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunMoveTest {

  @Test
  void aFinalStatusIsNeverLeft() {
    for (RunMove move : RunMove.values()) {
      assertThat(move.sources()).as("%s", move).noneMatch(RunStatus::isFinal);
    }
  }

  @Test
  void everyStatusIsReachedAndEveryOtherIsLeft() {
    Set<RunStatus> reached = EnumSet.of(RunStatus.QUEUED);
    Arrays.stream(RunMove.values()).map(RunMove::target).forEach(reached::add);
    assertThat(reached).containsExactlyInAnyOrder(RunStatus.values());
    for (RunStatus status : RunStatus.values()) {
      boolean left = Arrays.stream(RunMove.values()).anyMatch(move -> move.isLegalFrom(status));
      assertThat(left).as("%s", status).isEqualTo(!status.isFinal());
    }
  }

  @Test
  void whateverHasNotEndedCanExpire() {
    for (RunStatus status : RunStatus.values()) {
      assertThat(RunMove.EXPIRE.isLegalFrom(status)).as("%s", status).isEqualTo(!status.isFinal());
    }
  }
}
