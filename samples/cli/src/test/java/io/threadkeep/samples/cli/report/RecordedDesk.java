package io.threadkeep.samples.cli.report;

import io.threadkeep.Conversation;
import io.threadkeep.Foundations;
import io.threadkeep.ManualTime;
import io.threadkeep.ManualWorker;
import io.threadkeep.RunRequest;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.context.TokenCounter;
import io.threadkeep.id.Scope;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Role;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.storage.memory.InMemoryThreadStore;
import io.threadkeep.thread.ThreadQuery;
import io.threadkeep.tool.ToolBox;
import io.threadkeep.tool.derive.Tools;
import io.threadkeep.transfer.TransferWatch;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.fake.FakeAnswer;
import io.threadkeep.transport.fake.FakeTransport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/**
 * The help desk of a bicycle workshop on the real engine, with a model that follows dice and a
 * clock that stands still between two words: the same conversation, byte for byte, each time.
 */
final class RecordedDesk {
  static final int TURNS = 1_000;
  private static final long SEED = 20_260_302;
  private static final Instant FIRST_MORNING = Instant.parse("2026-03-02T08:00:00Z");
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int TURNS_A_DAY = 50;
  private static final String INSTRUCTIONS =
      """
      You are the assistant of a bicycle workshop. You help customers to find out what is wrong \
      with their bicycle, what they can do about it themselves, and when they have to bring it in.
      Look prices and stock up with the tool; never guess them. Say what something costs before \
      you recommend it. Be brief, be kind, and answer in the language of the customer.
      Safety comes first: a brake that fails, a frame that is cracked or a battery that is swollen \
      is never ridden or charged again before somebody of the workshop has seen it.""";

  /** What the tool is asked for. */
  record Part(String part) {}

  private final ManualTime time = new ManualTime(FIRST_MORNING);
  private final Phrases phrases = new Phrases(new Random(SEED));

  /** As {@code export} writes it. */
  byte[] record() throws IOException {
    FakeTransport model =
        FakeTransport.script()
            .pausing((wait, stop) -> time.advanceUntil(() -> stop.getCount() == 0, wait))
            .otherwise(this::answer);
    ToolBox tools =
        ToolBox.of(
            Tools.typed(
                "stock",
                "Articles that fit, with sizes, stock and prices.",
                Part.class,
                (part, request) -> phrases.stock(part.part())));
    Foundations foundations =
        new Foundations(
            new InMemoryThreadStore(time),
            model,
            TokenCounter.estimating(),
            time,
            new Random(SEED),
            tools);
    ManualWorker worker = ManualWorker.on(foundations, EngineOptions.defaults(), time);
    try (Threadkeep keep = worker.threadkeep()) {
      talk(keep);
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      var unused = keep.transfers().export(ThreadQuery.ALL, file, TransferWatch.NONE);
      return file.toByteArray();
    }
  }

  private void talk(Threadkeep keep) {
    Assistant assistant =
        keep.assistants()
            .create(
                NewAssistant.named("Workshop")
                    .model("gpt-4.1-mini")
                    .instructions(INSTRUCTIONS)
                    .tools(keep.tools().definitions()));
    Conversation chat =
        keep.conversations(Scope.user("default", "customer"))
            .start(Metadata.of("recorded", "by the fake transport"));
    for (int turn = 1; turn <= TURNS; turn++) {
      NewMessage question = NewMessage.user(phrases.question());
      Run run = chat.run(RunRequest.by(assistant.id()).saying(question)).await(PATIENCE);
      if (run.status() != RunStatus.COMPLETED) {
        throw new IllegalStateException("Turn " + turn + " ended as " + run.status());
      }
      time.advance(
          turn % TURNS_A_DAY == 0
              ? Duration.ofHours(16)
              : Duration.ofSeconds(20 + phrases.number(160)));
    }
  }

  private FakeAnswer answer(ModelRequest request) {
    Role last = request.messages().get(request.messages().size() - 1).role();
    FakeAnswer answer =
        last != Role.TOOL && phrases.number(5) == 0 ? calls() : FakeAnswer.text(phrases.answer());
    return answer.latency(Duration.ofMillis(800 + phrases.number(4_000)));
  }

  private FakeAnswer calls() {
    FakeAnswer one = FakeAnswer.toolCall("stock", arguments());
    return phrases.number(4) == 0 ? one.andCall("stock", arguments()) : one;
  }

  private String arguments() {
    return "{\"part\":\"" + phrases.part() + "\"}";
  }
}
