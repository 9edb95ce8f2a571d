package io.threadkeep.transport.fake.cassette;

import io.threadkeep.assistant.ModelSettings;
import io.threadkeep.assistant.ResponseFormat;
import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.message.Annotation;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.ImageDetail;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Role;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.run.Usage;
import io.threadkeep.tool.ToolChoice;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Requests and outcomes of every shape; the same seed gives the same ones. */
final class RandomCalls {
  private static final List<String> SCHEMAS =
      List.of(
          ToolDefinition.NO_PARAMETERS,
          "{\"type\":\"object\",\"properties\":{\"b\":{\"type\":[\"string\",\"null\"]},\"a\":"
              + "{\"enum\":[1,1.50,1e400,true,null,\"yes\",\"two\\nlines \\n\"]}}}",
          "{\"call_id\":\"x\",\"arguments\":\"{\\\"a\\\":1}\",\"\":{},\"a: b\":[],\"\\ud800 a\":0}",
          "not { json",
          "true",
          "7");

  private final Random random;

  RandomCalls(long seed) {
    this.random = new Random(seed);
  }

  ModelRequest request() {
    return new ModelRequest(
        settings(),
        HostileTexts.any(random),
        Prompts.log(list(4, this::message).toArray(NewMessage[]::new)),
        list(3, this::tool),
        one(
            new ToolChoice.Auto(),
            new ToolChoice.None(),
            new ToolChoice.Required(),
            new ToolChoice.Named("look")),
        Duration.ofSeconds(random.nextInt(100)));
  }

  Outcome outcome() {
    return random.nextInt(4) > 0
        ? new Outcome.Answer(
            new ModelReply(
                list(4, this::answerPart),
                one(FinishReason.values()),
                new Usage(tokens(), tokens(), tokens(), tokens()),
                "model-" + random.nextInt(9)))
        : failure(one(FailureType.values()));
  }

  private Outcome failure(FailureType type) {
    boolean waits = type == FailureType.OVERLOADED || type == FailureType.RATE_LIMITED;
    Duration delay = waits ? Duration.ofNanos(random.nextLong(5_000_000_000L)) : Duration.ZERO;
    return new Outcome.Failure(type, HostileTexts.wellFormed(random), delay, List.of());
  }

  private ModelSettings settings() {
    return new ModelSettings(
        "model: #" + random.nextInt(3),
        maybe(() -> random.nextDouble() * 2),
        maybe(() -> random.nextInt(2) * 1e-7),
        maybe(() -> "low"),
        one(
            new ResponseFormat.Auto(),
            new ResponseFormat.Text(),
            new ResponseFormat.JsonObject(),
            new ResponseFormat.JsonSchema(
                "form", maybe(() -> "A\nform."), one(SCHEMAS), random.nextBoolean())),
        maybe(() -> 1 + random.nextInt(1_000)));
  }

  private ToolDefinition tool() {
    return new ToolDefinition(
        "tool-" + random.nextInt(5),
        io.threadkeep.limit.Text.truncate(one(HostileTexts.WELL_FORMED), 4_000),
        one(SCHEMAS),
        random.nextBoolean());
  }

  private NewMessage message() {
    return switch (one(Role.values())) {
      case USER -> message(Role.USER, list(3, this::userPart));
      case ASSISTANT -> message(Role.ASSISTANT, list(3, this::answerPart));
      case TOOL -> message(Role.TOOL, List.of(result()));
    };
  }

  private NewMessage message(Role role, List<ContentPart> parts) {
    List<ContentPart> content = parts.isEmpty() ? List.of(text()) : parts;
    return new NewMessage(role, content, List.of(), Metadata.of("seed", "x" + random.nextInt()));
  }

  private ContentPart userPart() {
    return one(
        text(),
        new ContentPart.ImageUrl("https://example.org/?a=b#c", one(ImageDetail.values())),
        new ContentPart.ImageFile("file-1: x", one(ImageDetail.values())));
  }

  private ContentPart answerPart() {
    return one(
        text(),
        new ContentPart.Refusal(HostileTexts.wellFormed(random)),
        new ContentPart.ToolCall(callId(), "look", HostileTexts.wellFormed(random)));
  }

  private ContentPart result() {
    return new ContentPart.ToolResult(
        callId(), HostileTexts.wellFormed(random), random.nextBoolean());
  }

  private ContentPart text() {
    return new ContentPart.Text(HostileTexts.wellFormed(random), list(2, this::annotation));
  }

  private Annotation annotation() {
    int start = random.nextInt(100);
    return one(
        new Annotation.FileCitation("[1]", "file: 1", start, start + 3),
        new Annotation.FilePath("sandbox:/x\ny", "file-2", start, start),
        new Annotation.UrlCitation("- A title", "https://example.org/#x", start, start + 9));
  }

  private String callId() {
    return one("call_1", "call_2", "toolu: x", "7", "a b");
  }

  private long tokens() {
    return random.nextInt(3) == 0 ? random.nextLong(Long.MAX_VALUE) : random.nextInt(1_000);
  }

  private <T> @Nullable T maybe(Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }

  private <T> List<T> list(int most, Supplier<T> item) {
    return Stream.generate(item).limit(random.nextInt(most)).toList();
  }

  @SafeVarargs
  private <T> T one(T... values) {
    return values[random.nextInt(values.length)];
  }

  private String one(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }
}
