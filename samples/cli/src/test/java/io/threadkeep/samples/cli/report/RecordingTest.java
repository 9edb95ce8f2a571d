package io.threadkeep.samples.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/**
 * The recording that the report ships is what the fake transport makes today. Where that has
 * changed for a reason, {@code -Dthreadkeep.recording.write=true} writes it anew.
 */
class RecordingTest {
  private static final Path SOURCE =
      Path.of("src/main/resources/io/threadkeep/samples/cli/report", Recording.FILE);
  private static final int MOST_BYTES = 1_000_000;

  @Test
  void theRecordingIsMadeAgainLineForLine() throws IOException {
    byte[] made = new RecordedDesk().record();
    if (Boolean.getBoolean("threadkeep.recording.write")) {
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(SOURCE))) {
        out.write(made);
      }
    }

    List<String> lines = new String(made, StandardCharsets.UTF_8).lines().toList();
    List<String> shipped;
    try (var in = Recording.open()) {
      shipped = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }

    assertThat(shipped).hasSameSizeAs(lines);
    for (int i = 0; i < lines.size(); i++) {
      assertThat(shipped.get(i)).as("line %d", i + 1).isEqualTo(lines.get(i));
    }
    assertThat(lines.stream().filter(line -> line.startsWith("{\"type\":\"run\"")))
        .hasSize(RecordedDesk.TURNS);
    assertThat(Files.size(SOURCE)).isLessThan(MOST_BYTES);
  }
}
