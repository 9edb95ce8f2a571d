package io.threadkeep.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private long now;

  private Progress progress(boolean isTerminal) {
    Terminal terminal =
        Terminal.of(InputStream.nullInputStream(), new ByteArrayOutputStream(), err, isTerminal);
    return new Progress(terminal, () -> now);
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private String shown() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aTerminalHasABarThatIsWipedAwayAtTheEnd() {
    try (Progress progress = progress(true)) {
      progress.show(0.4, "too early");
      pass(Duration.ofMillis(200));
      progress.show(0.5, "5 messages");
      progress.show(0.6, "too soon");
    }

    assertThat(shown())
        .isEqualTo(
            "\r\u001b[K[" + "#".repeat(15) + "-".repeat(15) + "]  50 %  5 messages\r\u001b[K");
  }

  @Test
  void elsewhereThereIsALineNowAndThen() {
    try (Progress progress = progress(false)) {
      for (int i = 0; i < 25; i++) {
        pass(Duration.ofSeconds(1));
        progress.show(i + " messages \u001b[2J");
      }
    }

    assertThat(shown().lines()).containsExactly("9 messages \\u001b[2J", "19 messages \\u001b[2J");
  }

  @Test
  void whatIsQuickShowsNothing() {
    try (Progress progress = progress(true)) {
      progress.show(1, "done");
    }

    assertThat(shown()).isEmpty();
  }
}
