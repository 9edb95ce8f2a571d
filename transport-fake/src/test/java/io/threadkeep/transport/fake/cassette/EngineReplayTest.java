package io.threadkeep.transport.fake.cassette;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.Conversation;
import io.threadkeep.Foundations;
import io.threadkeep.PendingRun;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.options.Backoff;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.options.RunLimits;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.storage.memory.InMemoryThreadStore;
import io.threadkeep.tool.ToolBox;
import io.threadkeep.tool.derive.Tools;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import io.threadkeep.transport.OverloadedException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole conversation with tools, recorded once, is the same conversation in another life. */
class EngineReplayTest {
  private static final Duration AT_MOST = Duration.ofSeconds(30);

  private static final Backoff AT_ONCE =
      new Backoff(Duration.ofMillis(1), Duration.ofMillis(10), 10);

  @TempDir Path directory;

  @Test
  void aConversationWithToolsAndAFailureIsReplayedToTheLetter() {
    Path file = directory.resolve("weather.yaml");
    List<List<ContentPart>> live;
    LiveModel model = new LiveModel(new Weatherman()::answer);
    try (Cassette cassette = Cassette.open(file, Tapes.RECORD)) {
      live = converse(cassette.transport(() -> model));
    }
    assertThat(model.requests()).hasSize(5);

    List<List<ContentPart>> replayed;
    try (Cassette cassette = Cassette.open(file)) {
      replayed = converse(cassette.transport(() -> model));
      cassette.verify();
    }
    assertThat(model.requests()).hasSize(5);
    assertThat(numbered(replayed)).isEqualTo(numbered(live));
  }

  @Test
  void anotherQuestionFailsTheRunAndSaysWhy() {
    Path file = directory.resolve("weather.yaml");
    try (Cassette cassette = Cassette.open(file, Tapes.RECORD)) {
      converse(cassette.transport(() -> new LiveModel(new Weatherman()::answer)));
    }
    try (Cassette cassette = Cassette.open(file);
        Threadkeep keep = open(cassette.transport(LiveModel::answering))) {
      Conversation chat = keep.conversations().start();
      chat.say("Is it warm in Oslo?");
      Run run = chat.run(assistant(keep)).await(AT_MOST);
      assertThat(run.status()).isEqualTo(RunStatus.FAILED);
      assertThat(String.valueOf(run.error()))
          .contains("- - user: Is it warm in Paris and Rome?", "+ - user: Is it warm in Oslo?");
    }
  }

  private static List<List<ContentPart>> converse(ModelTransport transport) {
    try (Threadkeep keep = open(transport)) {
      Assistant assistant = assistant(keep);
      Conversation chat = keep.conversations().start();
      for (String question : List.of("Is it warm in Paris and Rome?", "And in Bonn?")) {
        chat.say(question);
        PendingRun run = chat.run(assistant);
        assertThat(run.await(AT_MOST).status()).isEqualTo(RunStatus.COMPLETED);
      }
      return chat.messages().map(Message::content).toList();
    }
  }

  private static Threadkeep open(ModelTransport transport) {
    ToolBox tools =
        ToolBox.of(
            Tools.typed(
                "weather",
                "The weather.",
                Place.class,
                (place, request) -> place.city() + ": sun"));
    return Threadkeep.on(
        Foundations.of(new InMemoryThreadStore(InstantSource.system()), transport).withTools(tools),
        EngineOptions.defaults().limits(RunLimits.defaults().backoff(AT_ONCE)));
  }

  private static Assistant assistant(Threadkeep keep) {
    return keep.assistants()
        .create(NewAssistant.named("Weatherman").tools(keep.tools().definitions()));
  }

  /** Provider's ids are random; which call is which is not. */
  private static List<List<ContentPart>> numbered(List<List<ContentPart>> messages) {
    CallNumbers ids = new CallNumbers();
    return messages.stream()
        .map(parts -> parts.stream().map(part -> numbered(part, ids)).toList())
        .toList();
  }

  private static ContentPart numbered(ContentPart part, CallNumbers ids) {
    if (part instanceof ContentPart.ToolCall call) {
      return new ContentPart.ToolCall(ids.name(call.callId()), call.name(), call.arguments());
    } else if (part instanceof ContentPart.ToolResult result) {
      return new ContentPart.ToolResult(
          ids.name(result.callId()), result.output(), result.failed());
    }
    return part;
  }

  record Place(String city) {}

  /** Asks for tools, is busy once, and has another id for each call that it ever makes. */
  private static final class Weatherman {
    private final AtomicInteger calls = new AtomicInteger();

    ModelReply answer(ModelRequest request, ModelCall call) {
      Message newest = request.messages().get(request.messages().size() - 1);
      return switch (calls.getAndIncrement()) {
        case 0 -> asking("Paris", "Rome");
        case 1 -> throw new OverloadedException("Too hot.", Duration.ofMillis(1), null);
        case 3 -> asking("Bonn");
        default -> LiveModel.reply(new ContentPart.Text("I see " + outputs(newest)));
      };
    }

    private static List<String> outputs(Message message) {
      return message.toolResults().stream().map(ContentPart.ToolResult::output).toList();
    }

    private ModelReply asking(String... cities) {
      List<ContentPart> content =
          List.of(cities).stream()
              .<ContentPart>map(
                  city ->
                      new ContentPart.ToolCall(
                          "toolu_" + System.nanoTime() + city,
                          "weather",
                          "{\"city\":\"" + city + "\"}"))
              .toList();
      return new ModelReply(content, FinishReason.TOOL_CALLS, LiveModel.USAGE, "live");
    }
  }
}
