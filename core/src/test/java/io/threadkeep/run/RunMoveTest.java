package io.threadkeep.run;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
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

  @Test
  void theTableInTheDocumentationIsPrintedFromTheMoves() throws IOException {
    String documentation =
        Files.readString(
            Path.of(System.getProperty("basedir", "."))
                .resolve("src/main/java/io/threadkeep/run/package-info.java"));
    String table = Arrays.stream(RunMove.values()).map(RunMoveTest::row).collect(joining("\n"));
    assertThat(documentation).contains("<pre>\n" + table + "\n * </pre>");
  }

  /** Sources in the order of the life of a run. */
  private static String row(RunMove move) {
    String sources =
        Arrays.stream(RunStatus.values())
            .filter(move::isLegalFrom)
            .map(RunStatus::wireName)
            .collect(joining(", "));
    return " * %-16s %-6s %s -> %s"
        .formatted(
            move, move.mover().name().toLowerCase(Locale.ROOT), sources, move.target().wireName());
  }
}
