package io.threadkeep.transport.fake.cassette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.NewMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedCassetteTest {
  @TempDir Path directory;
  private Path file;
  private String good;

  @BeforeEach
  void recordOne() {
    file = directory.resolve("damaged.yaml");
    good =
        Tapes.record(
            file,
            LiveModel.replying(
                new ContentPart.Text("Two\nlines"), new ContentPart.ToolCall("x", "look", "{}")),
            Prompts.of("Be\nbrief.", NewMessage.user("Hello")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "threadkeep_cassette: 1 ~ threadkeep_cassette: 2 ~ 2 ~ version 2 of the format",
        "threadkeep_cassette: 1 ~ threadkeep_cassette: one ~ 2 ~ 'threadkeep_cassette' is 'one'",
        "threadkeep_cassette: 1 ~ something: else ~ 2 ~ 'threadkeep_cassette' is missing",
        "finish: stop ~ finish: stopp ~ 25 ~ 'finish' is 'stopp'; it must be one of stop, tool",
        "finish: stop ~ finnish: stop ~ 25 ~ 'answer' has no 'finnish'",
        "finish: stop ~ # gone ~ 12 ~ 'finish' is missing in 'answer'",
        "prompt_tokens: 21 ~ prompt_tokens: 2.1 ~ 21 ~ 'prompt_tokens' is '2.1'",
        "prompt_tokens: 21 ~ prompt_tokens: [21] ~ 21 ~ 'prompt_tokens' is a list",
        "tool_call: look ~ tool_call: ' ' ~ 16 ~ content.tool_call.name",
        "tool_call: look ~ toolcall: look ~ 16 ~ has none of text, refusal, tool_call",
        "answer: ~ response: ~ 11 ~ 'interaction' has no 'response'",
        "answer: ~ failure: ~ 12 ~ 'failure' has no 'content'",
        "answer: ~ failure: {}\\nanswer: ~ 11 ~ 'interaction' has no 'failure'",
        "request: ~ asked: ~ 4 ~ 'interaction' has no 'asked'",
        "model: live ~ model live ~ 20 ~ damaged",
        "answer: ~ <<<<<<< ours\\nanswer: ~ 12 ~ damaged",
        "finish: stop ~ finish: stop\\n  finish: stop ~ 26 ~ for the second time",
        "finish: stop ~ finish: &a stop ~ 25 ~ anchors have no place",
      })
  void eachMistakeIsToldWithItsLine(String right, String wrong, int line, String told) {
    assertThat(good).contains(right);
    Tapes.write(file, good.replace(right, wrong.translateEscapes()));
    CassetteException error = damage();
    assertThat(error).hasMessageContaining(told);
    assertThat(error.line()).as(error.getMessage()).isEqualTo(OptionalInt.of(line));
  }

  @Test
  void aFileThatWasCutOffAnywhereIsNeverReadAsWhole() {
    int header = good.indexOf("---");
    for (int length = 0; length < good.length() - 1; length++) {
      Tapes.write(file, good.substring(0, length));
      try (Cassette cassette = Cassette.open(file)) {
        // Without its only interaction it is a cassette; with half of it, never.
        assertThat(cassette.unused()).as("cut at %s", length).isEmpty();
        assertThat(length).isLessThanOrEqualTo(header + 1);
      } catch (CassetteException e) {
        assertThat(e.file()).isEqualTo(file.toString());
      }
    }
  }

  @Test
  void whatIsNoCassetteIsRefused() throws IOException {
    for (String text :
        List.of("", "\n", "hello", "- a\n- b", "{", "\u0000", "---", "null", "? a\n")) {
      Tapes.write(file, text);
      assertThat(damage().line()).isPresent();
    }
    Files.write(file, "caf\u00E9".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(damage()).hasMessageContaining("UTF-8");
    assertThat(damage().line()).isEmpty();
  }

  @Test
  void aFewLinesCannotStandForGigabytes() {
    StringBuilder bomb = new StringBuilder("a0: &a0 x\n");
    for (int i = 1; i < 20; i++) {
      bomb.append("  a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n");
    }
    Tapes.write(file, good.replace("  model: gpt-4.1-mini\n", "  " + bomb));
    assertThat(damage()).hasMessageContaining("anchors have no place");
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 1_000, 50_000})
  void endlessDepthIsRefused(int depth) {
    String deep = "[".repeat(depth) + "]".repeat(depth);
    Tapes.write(file, good.replace("model: gpt-4.1-mini", "model: " + deep));
    assertThat(damage()).hasMessageContaining("nested");
  }

  @Test
  void aDirectoryIsNoCassette() throws IOException {
    Files.delete(file);
    Files.createDirectory(file);
    assertThat(damage()).hasMessageContaining("cannot be read");
  }

  @Test
  void foreignLineEndsAndMarksDoNotHurt() throws IOException {
    Files.writeString(file, "\uFEFF" + good.replace("\n", "\r\n"));
    Tapes.replay(file, Prompts.of("Be\nbrief.", NewMessage.user("Hello")));
  }

  @Test
  void aPersonMayWriteItDifferently() {
    Tapes.write(
        file,
        """
        # mine
        threadkeep_cassette: "1"
        ---
        # what we ask
        request:
            model: 'gpt-4.1-mini'
            instructions: "Be\\nbrief."
            messages: [{user: "Hello"}]   # in another style
        answer: {content: Hi, finish: stop, model: me,
          usage: {completion_tokens: 2, prompt_tokens: 1}}
        """);
    assertThat(Tapes.replay(file, Prompts.of("Be\nbrief.", NewMessage.user("Hello"))).content())
        .containsExactly(new ContentPart.Text("Hi"));
  }

  private CassetteException damage() {
    CassetteException error =
        catchThrowableOfType(CassetteException.class, () -> Cassette.open(file));
    assertThat(error).isNotNull();
    assertThat(error.file()).isEqualTo(file.toString());
    assertThat(error).hasMessageContaining(file.toString());
    return error;
  }
}
