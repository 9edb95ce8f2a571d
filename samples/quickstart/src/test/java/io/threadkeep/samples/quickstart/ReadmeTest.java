package io.threadkeep.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The README shows code that the build compiles and runs, to the letter. */
class ReadmeTest {
  private static final Path ROOT = Path.of(System.getProperty("basedir", ".")).resolve("../..");
  private static final String PACKAGE = "java/io/threadkeep/samples/quickstart/";

  @ParameterizedTest
  @CsvSource({
    "main, FirstConversation.java, readme",
    "test, ExtensionTest.java, extension",
    "test, ToolsTest.java, tools"
  })
  void theCodeInTheReadmeIsCutFromTheSample(String sources, String file, String tag)
      throws IOException {
    String sample =
        Files.readString(ROOT.resolve("samples/quickstart/src/" + sources + "/" + PACKAGE + file));
    assertThat(Files.readString(ROOT.resolve("README.md")))
        .contains("```java\n" + region(sample, tag) + "```\n");
  }

  private static String region(String source, String tag) {
    String from = "// tag::" + tag + "[]\n";
    int start = source.indexOf(from) + from.length();
    int end = source.lastIndexOf('\n', source.indexOf("// end::" + tag + "[]"));
    return source.substring(start, end).stripIndent() + "\n";
  }
}
