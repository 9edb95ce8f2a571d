package io.threadkeep.tool.derive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.tool.ToolFailureException;
import io.threadkeep.tool.ToolOutput;
import io.threadkeep.tool.ToolRequest;
import io.threadkeep.tool.ToolTraits;
import io.threadkeep.tool.UnknownOutcome;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotatedToolTest {

  record Place(String city, Optional<String> country) {}

  /** Neither it nor its methods need be public. */
  static class Weather {
    @ToolMethod(name = "weather", description = "The weather now.")
    String now(
        @ToolParameter("where") Place place,
        @ToolParameter(value = "how many", name = "max_days") int days,
        Optional<List<String>> tags,
        @Nullable Place near,
        ToolRequest request) {
      return place.city() + days + tags.orElse(List.of()) + near + request.call().scope().user();
    }

    @ToolMethod(
        description = "Sets an alarm.",
        strict = true,
        timeoutSeconds = 5,
        unknownOutcome = UnknownOutcome.TELL_MODEL,
        needsApproval = true)
    void alarm(@Nullable String sound) throws IOException {
      if (sound == null) {
        throw new IOException("no sound");
      }
      if (sound.isEmpty()) {
        throw new NoClassDefFoundError("no sound");
      }
    }

    String notATool() {
      return "";
    }
  }

  /** What a proxy looks like that a framework has made. */
  static final class Proxied extends Weather {
    @Override
    String now(
        Place place,
        int days,
        Optional<List<String>> tags,
        @Nullable Place near,
        ToolRequest request) {
      return "proxied " + super.now(place, days, tags, near, request);
    }
  }

  static final class Twins {
    @ToolMethod(description = "")
    String both(@ToolParameter(name = "b") int a, int b) {
      return "" + a + b;
    }
  }

  @Test
  void eachAnnotatedMethodIsATool() {
    assertThat(Tools.in(new Weather()))
        .extracting(tool -> tool.definition().name())
        .containsExactly("alarm", "weather");
  }

  @Test
  void parametersAreTheProperties() {
    assertThat(tool(new Weather(), "weather").definition().parameters())
        .isEqualTo(
            compact(
                """
                {"type":"object","properties":{
                   "place":{"$ref":"#/$defs/Place","description":"where"},
                   "max_days":{"type":"integer","description":"how many"},
                   "tags":{"anyOf":[{"type":"array","items":{"type":"string"}},{"type":"null"}]},
                   "near":{"anyOf":[{"$ref":"#/$defs/Place"},{"type":"null"}]}},
                 "required":["place","max_days"],"additionalProperties":false,
                 "$defs":{"Place":{"type":"object","properties":{
                     "city":{"type":"string"},"country":{"type":["string","null"]}},
                   "required":["city"],"additionalProperties":false}}}"""));
  }

  @Test
  void theAnnotationSaysTheTraits() {
    DerivedTool alarm = tool(new Weather(), "alarm");
    assertThat(alarm.traits())
        .isEqualTo(new ToolTraits(Duration.ofSeconds(5), UnknownOutcome.TELL_MODEL, true));
    assertThat(alarm.definition().strict()).isTrue();
    assertThat(alarm.definition().parameters())
        .isEqualTo(
            compact(
                """
                {"type":"object","properties":{
                   "sound":{"anyOf":[{"type":"string"},{"type":"null"}]}},
                 "required":["sound"],"additionalProperties":false}"""));
    DerivedTool weather = tool(new Weather(), "weather");
    assertThat(weather.traits()).isEqualTo(ToolTraits.defaults());
    assertThat(weather.definition().description()).isEqualTo("The weather now.");
  }

  @Test
  void argumentsArriveAsParameters() throws Exception {
    DerivedTool weather = tool(new Weather(), "weather");
    assertThat(call(weather, "{\"place\":{\"city\":\"Oslo\"},\"max_days\":3}").text())
        .isEqualTo("Oslo3[]nullu-7");
    assertThat(
            call(
                    weather,
                    """
                    {"place":{"city":"Oslo"},"max_days":3,"tags":["a"],
                     "near":{"city":"Bergen","country":null}}""")
                .text())
        .isEqualTo("Oslo3[a]Place[city=Bergen, country=Optional.empty]u-7");
  }

  @Test
  void aMissingNumberIsNamedAndNotZero() {
    assertThatThrownBy(
            () -> call(tool(new Weather(), "weather"), "{\"place\":{\"city\":\"Oslo\"}}"))
        .isInstanceOf(ToolFailureException.class)
        .hasMessage("The arguments cannot be read: see 'max_days'.");
    assertThatThrownBy(
            () -> call(tool(new Weather(), "weather"), "{\"place\":{\"city\":[]},\"max_days\":1}"))
        .isInstanceOf(ToolFailureException.class)
        .hasMessage("The arguments cannot be read: see 'place.city'.");
  }

  @Test
  void aMethodWithoutAnAnswerIsDone() throws Exception {
    assertThat(call(tool(new Weather(), "alarm"), "{\"sound\":\"bell\"}"))
        .isEqualTo(ToolOutput.of("done"));
  }

  @Test
  void whatAMethodThrowsComesOutAsItIs() {
    DerivedTool alarm = tool(new Weather(), "alarm");
    assertThatThrownBy(() -> call(alarm, "{}")).isExactlyInstanceOf(IOException.class);
    assertThatThrownBy(() -> call(alarm, "{\"sound\":\"\"}"))
        .isExactlyInstanceOf(NoClassDefFoundError.class);
  }

  @Test
  void aProxyKeepsTheAnnotationsOfWhatItStandsFor() throws Exception {
    assertThat(
            call(tool(new Proxied(), "weather"), "{\"place\":{\"city\":\"Oslo\"},\"max_days\":3}")
                .text())
        .isEqualTo("proxied Oslo3[]nullu-7");
  }

  @Test
  void aHostWithoutToolsIsAMistake() {
    assertThatThrownBy(() -> Tools.in("no host"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("@ToolMethod")
        .hasMessageContaining("java.lang.String");
  }

  @Test
  void twoParametersOfOneNameAreAMistake() {
    assertThatThrownBy(() -> Tools.in(new Twins()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("'b' twice");
  }

  /** As most builds compile that were not told otherwise. */
  @Test
  void aNameThatTheCompilerHasDroppedIsAskedFor(@TempDir Path folder) throws Exception {
    Path source = folder.resolve("Nameless.java");
    Files.writeString(
        source,
        """
        public class Nameless {
          @io.threadkeep.tool.derive.ToolMethod(description = "")
          public String say(String word) { return word; }
        }
        """);
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                Path.of(
                        ToolMethod.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString(),
                source.toString());
    assertThat(failed).isZero();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      Object host = loader.loadClass("Nameless").getConstructor().newInstance();
      assertThatThrownBy(() -> Tools.in(host))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "Invalid 'tool.parameter': expected a name: compile with -parameters, or say"
                  + " @ToolParameter(name = ...), but found a parameter of Nameless.say that was"
                  + " compiled to 'arg0'.");
    }
  }

  private static DerivedTool tool(Object host, String name) {
    return Tools.in(host).stream()
        .filter(tool -> tool.definition().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static ToolOutput call(DerivedTool tool, String arguments) throws Exception {
    return tool.call(Requests.with(arguments));
  }

  private static String compact(String json) {
    return ToolJson.tree(json).toString();
  }
}
