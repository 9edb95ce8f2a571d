package io.threadkeep.transport.fake.cassette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.threadkeep.json.JsonCodec;
import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.message.Annotation;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.ImageDetail;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Role;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.transport.AuthenticationException;
import io.threadkeep.transport.ModelDelta;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret is nowhere in the file, and what was recorded without it is still found. */
class RedactedCassetteTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("secret.yaml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter2",
        "pass\"word\\with/all'sorts",
        "l\u00EDne\ttwo \uD83D\uDE00 \u4E2D",
        "a: b # c - {d} [e] & *f",
        "two\nlines",
        "sp ace \n at the end "
      })
  void aLiteralIsNowhereInTheFile(String secret) {
    Redaction redaction = Redaction.none().literal(secret);
    ModelRequest request = everywhere(secret);
    List<ContentPart> answer = List.of(text(secret), refusal(secret), call(secret));

    Tapes.record(
        file, with(redaction, CassetteMode.RECORD), LiveModel.replying(parts(answer)), request);
    assertHidden(secret);

    try (Cassette cassette = Cassette.open(file, with(redaction, CassetteMode.REPLAY))) {
      assertThat(Tapes.ask(new ReplayingTransport(cassette), request).content())
          .containsExactly(text(Redaction.MASK), refusal(Redaction.MASK), call(Redaction.MASK));
    }
  }

  @Test
  void aLiteralIsNowhereInAFailure() {
    String secret = "hunter2";
    LiveModel model =
        new LiveModel(
            (request, call) -> {
              call.emit(new ModelDelta.TextDelta("It is hun"));
              call.emit(new ModelDelta.TextDelta("ter2"));
              throw new AuthenticationException("The key hunter2 is not known.", null);
            });
    CassetteOptions options = with(Redaction.none().literal(secret), CassetteMode.RECORD);
    Throwable thrown = catchThrowable(() -> Tapes.record(file, options, model, asking("Hi")));
    assertThat(thrown).hasMessageContaining(secret);
    assertHidden(secret);
    assertThatThrownBy(() -> Tapes.replay(file, asking("Hi")))
        .hasMessage("The key [redacted] is not known.");
  }

  @Test
  void fieldsOfArgumentsAndOutputsAreHidden() {
    Redaction redaction = Redaction.wellKnown().field("pin");
    String arguments =
        "{\"user\": \"me\", \"pin\": 4321, \"note\": \"{\\\"pin\\\": \\\"4321\\\"}\"}";
    ModelRequest request =
        Prompts.of(
            "",
            NewMessage.of(Role.ASSISTANT, new ContentPart.ToolCall("x", "login", arguments)),
            Prompts.result("x", "pin: 4321\nwelcome"));
    LiveModel model = LiveModel.replying(new ContentPart.ToolCall("y", "login", arguments));
    Tapes.record(file, with(redaction, CassetteMode.RECORD), model, request);

    assertThat(Tapes.text(file)).doesNotContain("4321").contains("\"user\": \"me\", \"pin\": 0");
    try (Cassette cassette = Cassette.open(file, with(redaction, CassetteMode.REPLAY))) {
      ModelTransport transport = new ReplayingTransport(cassette);
      assertThat(Tapes.ask(transport, request).toolCalls())
          .extracting(ContentPart.ToolCall::arguments)
          .containsExactly(
              "{\"user\": \"me\", \"pin\": 0, \"note\": \"{\\\"pin\\\": \\\"[redacted]\\\"}\"}");
    }
  }

  @Test
  void aConversationGoesOnFromItsRedactedAnswers() {
    Redaction redaction = Redaction.wellKnown().field("token");
    ModelRequest first = asking("Log in with sk-live-0123456789abcdef");
    ContentPart live = new ContentPart.ToolCall("x1", "login", "{\"token\" : \"sk-other\"}");
    CassetteOptions recording = with(redaction, CassetteMode.RECORD);
    Tapes.record(file, recording, LiveModel.replying(live), first, after(first, live));

    try (Cassette cassette = Cassette.open(file, with(redaction, CassetteMode.REPLAY))) {
      ModelTransport transport = new ReplayingTransport(cassette);
      ContentPart replayed = Tapes.ask(transport, first).content().get(0);
      assertThat(replayed).isNotEqualTo(live);
      assertThat(Tapes.ask(transport, after(first, replayed))).isNotNull();
      cassette.verify();
    }
  }

  @Test
  void anotherSecretInTheSamePlaceIsTheSameRequest() {
    Tapes.record(file, LiveModel.answering(), asking("Use sk-aaaaaaaaaaaaaaaaaaaa"));
    assertThat(Tapes.replay(file, asking("Use sk-bbbbbbbbbbbbbbbbbbbbbbbb"))).isNotNull();
  }

  @Test
  void whatIsRedactedLaterIsMatchedInOldCassettesToo() {
    Tapes.record(file, LiveModel.answering(), asking("It is 2026-01-01."));
    Redaction dates = Redaction.wellKnown().pattern("\\d{4}-\\d\\d-\\d\\d");
    try (Cassette cassette = Cassette.open(file, with(dates, CassetteMode.REPLAY))) {
      assertThat(Tapes.ask(new ReplayingTransport(cassette), asking("It is 2027-12-31.")))
          .isNotNull();
    }
  }

  @Test
  void aDifferenceIsShownWithoutSecrets() {
    Tapes.record(file, LiveModel.answering(), asking("Use sk-aaaaaaaaaaaaaaaaaaaa"));
    assertThatThrownBy(() -> Tapes.replay(file, asking("Take sk-bbbbbbbbbbbbbbbbbbbb")))
        .hasMessageContaining("+ - user: Take [redacted]")
        .satisfies(e -> assertThat(e.toString()).doesNotContain("aaaa", "bbbb"));
  }

  @Test
  void wordsOfTheFormatStayReadable() {
    Redaction greedy = Redaction.none().pattern("[a-zA-Z_]+");
    ContentPart answer = new ContentPart.ToolCall("x", "look", "{\"a\": 1}");
    Tapes.record(
        file, with(greedy, CassetteMode.RECORD), LiveModel.replying(answer), asking("Hello"));
    try (Cassette cassette = Cassette.open(file, with(greedy, CassetteMode.REPLAY))) {
      assertThat(Tapes.ask(new ReplayingTransport(cassette), asking("Howdy")).toolCalls())
          .extracting(ContentPart.ToolCall::name)
          .containsExactly("look");
    }
  }

  /** Neither as it is, nor as JSON or YAML would escape it, nor in two lines. */
  private void assertHidden(String secret) {
    String written = Tapes.text(file);
    String json = JsonCodec.write(secret);
    assertThat(written).contains(Redaction.MASK).doesNotContain(secret);
    assertThat(written).doesNotContain(json.substring(1, json.length() - 1));
    assertThat(written.replaceAll("\\s+", " ")).doesNotContain(secret.replaceAll("\\s+", " "));
    for (String line : secret.split("\n", -1)) {
      assertThat(written).doesNotContain(line.strip());
    }
  }

  private static ModelRequest everywhere(String secret) {
    String json = JsonCodec.write(Map.of("a", List.of(secret), "b", JsonCodec.write(secret)));
    return Prompts.withTools(
        Prompts.of(
            "Mind <" + secret + ">",
            NewMessage.of(
                Role.USER,
                new ContentPart.Text(
                    secret, List.of(new Annotation.UrlCitation(secret, "x/" + secret, 0, 1))),
                new ContentPart.ImageUrl("https://example.org/?k=" + secret, ImageDetail.LOW)),
            NewMessage.of(
                Role.ASSISTANT,
                refusal(secret),
                new ContentPart.ToolCall("1", "t", secret),
                new ContentPart.ToolCall("2", "t", json),
                new ContentPart.ToolCall("3", "t", "broken " + json)),
            Prompts.result("1", secret),
            Prompts.result("2", json),
            Prompts.result("3", "Output: " + json + "\n" + JsonCodec.write(json))),
        new ToolDefinition(
            "t",
            "Of " + secret,
            JsonCodec.write(Map.of("title", secret, "finish", secret, "call_id", secret)),
            true),
        new ToolDefinition("u", "", "no JSON: " + secret, true));
  }

  private static ModelRequest after(ModelRequest first, ContentPart answer) {
    NewMessage question = first.messages().get(0).draft().body();
    String id = ((ContentPart.ToolCall) answer).callId();
    return Prompts.of(
        "", question, NewMessage.of(Role.ASSISTANT, answer), Prompts.result(id, "done"));
  }

  private static CassetteOptions with(Redaction redaction, CassetteMode mode) {
    return CassetteOptions.defaults().redaction(redaction).mode(mode);
  }

  private static ModelRequest asking(String question) {
    return Prompts.asking(question);
  }

  private static ContentPart[] parts(List<ContentPart> parts) {
    return parts.toArray(ContentPart[]::new);
  }

  private static ContentPart text(String secret) {
    return new ContentPart.Text(secret);
  }

  private static ContentPart refusal(String secret) {
    return new ContentPart.Refusal(secret);
  }

  private static ContentPart call(String secret) {
    return new ContentPart.ToolCall("call_4", "t", secret);
  }
}
