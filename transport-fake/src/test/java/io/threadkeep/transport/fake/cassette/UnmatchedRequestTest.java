package io.threadkeep.transport.fake.cassette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Role;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a request is told that was not recorded, or not for this moment. */
class UnmatchedRequestTest {
  private static final ModelRequest FRANCE = Prompts.asking("Capital of France?");
  private static final ModelRequest ITALY = Prompts.asking("Capital of Italy?");
  private static final ModelRequest JAPAN = Prompts.asking("Capital of Japan?");

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("capitals.yaml");
  }

  @Test
  void requestsMustComeInTheirOrder() {
    Tapes.record(file, LiveModel.answering(), FRANCE, ITALY);
    try (Cassette cassette = Cassette.open(file)) {
      ModelTransport transport = new ReplayingTransport(cassette);
      assertThatThrownBy(() -> Tapes.ask(transport, ITALY))
          .isInstanceOf(UnmatchedRequestException.class)
          .hasMessageContaining(
              "interaction 1 (line 4) is next, but the request is that of interaction 2")
          .hasMessageContaining("matching in any order");
      assertThat(Tapes.ask(transport, FRANCE)).isEqualTo(LiveModel.echo(FRANCE));
      assertThatThrownBy(() -> Tapes.ask(transport, FRANCE))
          .hasMessageContaining("is that of interaction 1 (line 4), which was used already");
      assertThat(Tapes.ask(transport, ITALY)).isEqualTo(LiveModel.echo(ITALY));
    }
  }

  @Test
  void inAnyOrderEachInteractionAnswersOnce() {
    Tapes.record(file, LiveModel.answering(), FRANCE, ITALY);
    try (Cassette cassette = Cassette.open(file, anyOrder())) {
      ModelTransport transport = new ReplayingTransport(cassette);
      assertThat(Tapes.ask(transport, ITALY)).isEqualTo(LiveModel.echo(ITALY));
      assertThatThrownBy(() -> Tapes.ask(transport, ITALY))
          .isInstanceOf(UnmatchedRequestException.class)
          .hasMessageContaining("is that of interaction 2")
          .hasMessageContaining("which was used already");
      assertThat(Tapes.ask(transport, FRANCE)).isEqualTo(LiveModel.echo(FRANCE));
    }
  }

  @Test
  void aRequestThatDiffersIsShownLineByLine() {
    ModelRequest recorded =
        Prompts.withTools(
            Prompts.of("Be brief.\nBe kind.\nBe quick.", NewMessage.user("Hello")),
            new ToolDefinition("clock", "Tells the time."));
    ModelRequest asked =
        Prompts.withTools(
            Prompts.of("Be brief.\nBe rude.\nBe quick.", NewMessage.user("Hello")),
            new ToolDefinition("clock", "Tells the time."));
    Tapes.record(file, LiveModel.answering(), recorded);
    UnmatchedRequestException error =
        catchThrowableOfType(UnmatchedRequestException.class, () -> Tapes.replay(file, asked));
    assertThat(error)
        .hasMessage(
            """
            Cassette %s: interaction 1 (line 4) is next, and the request is another:
              …
              instructions: |-
                Be brief.
            -   Be kind.
            +   Be rude.
                Be quick.
              messages:
              …
            Lines with - were recorded, lines with + are asked for now. If the change is meant, \
            record it again; what changes with each run can be redacted."""
                .formatted(file));
    assertThat(error.file()).isEqualTo(file.toString());
  }

  @Test
  void inAnyOrderTheNearestIsShown() {
    ModelRequest near = Prompts.of("Long\ninstructions\nof\nmany\nlines", NewMessage.user("Hi"));
    ModelRequest asked = Prompts.of("Long\ninstructions\nof\nmany\nlines", NewMessage.user("Ho"));
    Tapes.record(file, LiveModel.answering(), FRANCE, near, ITALY);
    try (Cassette cassette = Cassette.open(file, anyOrder())) {
      assertThatThrownBy(() -> Tapes.ask(new ReplayingTransport(cassette), asked))
          .hasMessageContaining("The nearest is interaction 2 (line ")
          .hasMessageContaining("- - user: Hi\n+ - user: Ho\n");
    }
  }

  @Test
  void oneRequestTooManyIsSaidToBeThat() {
    Tapes.record(file, LiveModel.answering(), FRANCE);
    try (Cassette cassette = Cassette.open(file)) {
      ModelTransport transport = new ReplayingTransport(cassette);
      Tapes.ask(transport, FRANCE);
      assertThatThrownBy(() -> Tapes.ask(transport, FRANCE))
          .hasMessageContaining("all of its 1 interactions were used")
          .hasMessageContaining("equal to interaction 1 (line 4)");
      assertThatThrownBy(() -> Tapes.ask(transport, JAPAN))
          .hasMessageContaining("- - user: Capital of France?\n+ - user: Capital of Japan?\n");
    }
  }

  @Test
  void whetherAToolFailedIsPartOfTheRequest() {
    Tapes.record(file, LiveModel.answering(), withResult(true));
    assertThatThrownBy(() -> Tapes.replay(file, withResult(false)))
        .isInstanceOf(UnmatchedRequestException.class)
        .hasMessageContaining("-     failed: true");
  }

  @Test
  void resultsThatBelongToOtherCallsAreNot() {
    Tapes.record(file, LiveModel.answering(), withCalls("a", "b"));
    ModelRequest crossed =
        Prompts.of(
            "",
            NewMessage.of(Role.ASSISTANT, call("a"), call("b")),
            Prompts.result("b", "1"),
            Prompts.result("a", "2"));
    assertThatThrownBy(() -> Tapes.replay(file, crossed))
        .isInstanceOf(UnmatchedRequestException.class)
        .hasMessageContaining("-   - call_id: call_1\n+   - call_id: call_2\n");
  }

  @Test
  void whatNobodyAskedForIsListed() {
    Tapes.record(file, LiveModel.answering(), FRANCE, ITALY, JAPAN);
    try (Cassette cassette = Cassette.open(file, anyOrder())) {
      ModelTransport transport = new ReplayingTransport(cassette);
      Tapes.ask(transport, ITALY);
      assertThat(cassette.unused()).extracting(Interaction::number).containsExactly(1, 3);
      assertThat(cassette.unused().get(1).request()).contains("Capital of Japan?");
      assertThatThrownBy(cassette::verify)
          .isInstanceOf(CassetteException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("interaction 1 (line 4), interaction 3 (line");
      Tapes.ask(transport, JAPAN);
      Tapes.ask(transport, FRANCE);
      cassette.verify();
    }
  }

  private static CassetteOptions anyOrder() {
    return CassetteOptions.defaults().matching(Matching.ANY_ORDER);
  }

  private static ModelRequest withCalls(String first, String second) {
    return Prompts.of(
        "",
        NewMessage.of(Role.ASSISTANT, call(first), call(second)),
        Prompts.result(first, "1"),
        Prompts.result(second, "2"));
  }

  private static ModelRequest withResult(boolean failed) {
    return Prompts.of(
        "",
        NewMessage.of(Role.ASSISTANT, call("a")),
        NewMessage.of(Role.TOOL, new ContentPart.ToolResult("a", "42", failed)));
  }

  private static ContentPart call(String id) {
    return new ContentPart.ToolCall(id, "look", "{}");
  }
}
