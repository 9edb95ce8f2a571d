package io.threadkeep.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README shows code that the build compiles and runs, to the letter. */
class ReadmeTest {
  private static final Path ROOT = Path.of(System.getProperty("basedir", ".")).resolve("../..");
  private static final Path SAMPLES =
      Path.of("samples/quickstart/src/main/java/io/threadkeep/samples/quickstart");

  @Test
  void theCodeInTheReadmeIsCutFromTheSample() throws IOException {
    String sample = Files.readString(ROOT.resolve(SAMPLES).resolve("FirstConversation.java"));
    assertThat(Files.readString(ROOT.resolve("README.md")))
        .contains("```java\n" + region(sample, "readme") + "```\n");
  }

  private static String region(String source, String tag) {
    String from = "// tag::" + tag + "[]\n";
    int start = source.indexOf(from) + from.length();
    int end = source.lastIndexOf('\n', source.indexOf("// end::" + tag + "[]"));
    return source.substring(start, end).stripIndent() + "\n";
  }
}
