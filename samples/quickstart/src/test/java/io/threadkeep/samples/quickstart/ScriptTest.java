package io.threadkeep.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptTest {
  @TempDir Path directory;

  @Test
  void aByteOrderMarkIsNotPartOfWhatIsSaid() throws IOException {
    Path file = Files.writeString(directory.resolve("bom.txt"), "\uFEFF{\"turns\": [\"one\"]}\n");
    Script script = Script.read(file.toString());
    assertThat(script.next()).isEqualTo(new Script.Turn("one", true, 1));
    assertThat(script.next()).isNull();
  }
}
