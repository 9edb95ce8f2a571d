package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.SealedHouse.ANN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.threadkeep.Conversation;
import io.threadkeep.Foundations;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.context.TokenCounter;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.message.ContentPart;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.Usage;
import io.threadkeep.secrecy.EncryptionOffException;
import io.threadkeep.storage.jdbc.server.Servers;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.tool.ToolBox;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the engine makes of a thread that it cannot read. */
class UnreadableThreadTest {

  /** Answers, and counts how often it was asked. */
  private static final class Echo implements ModelTransport {
    private final AtomicInteger asked = new AtomicInteger();

    @Override
    public ModelReply call(ModelRequest request, ModelCall call) {
      asked.incrementAndGet();
      return new ModelReply(
          List.of(new ContentPart.Text("Heard.")), FinishReason.STOP, Usage.of(1, 1), "echo");
    }

    @Override
    public void close() {}
  }

  @Test
  void operatorsReachTheKeysThroughTheFrontDoor() {
    try (SealedHouse house = new SealedHouse(Servers.h2Memory().orElseThrow());
        Threadkeep sealed = keep(house.open(), house, new Echo());
        Threadkeep clear = keep(house.open(null), house, new Echo())) {
      Conversation talk = sealed.conversations(ANN).start();
      talk.say("first");
      sealed.encryption().rotate("acme");
      assertThat(sealed.encryption().reseal(progress -> {}).resealed()).isEqualTo(1);
      assertThat(sealed.encryption().eraseKeys("acme")).isEqualTo(2);
      assertThatThrownBy(clear::encryption)
          .isInstanceOf(EncryptionOffException.class)
          .hasMessageContaining("threadkeep.jdbc.encryption");
    }
  }

  private static Threadkeep keep(ThreadStore store, SealedHouse house, ModelTransport model) {
    return Threadkeep.on(
        new Foundations(
            store,
            model,
            TokenCounter.estimating(),
            InstantSource.fixed(house.clock().instant()),
            new Random(7),
            ToolBox.none()),
        EngineOptions.defaults());
  }

  /** Encryption is being switched on, and the run was begun by a process that is still without. */
  @Test
  void aRunOnAThreadThatAnotherProcessCanReadIsHandedToIt() {
    try (SealedHouse house = new SealedHouse(Servers.h2Memory().orElseThrow())) {
      ChatThread thread = house.thread(ANN);
      house.say(thread, "sealed");
      RunId run;
      try (Threadkeep clear = keep(house.open(null), house, new Echo())) {
        Assistant assistant = clear.assistants(ANN).create(NewAssistant.named("Echo"));
        run = clear.conversations(ANN).resume(thread.id()).run(assistant).id();
        awaitStatus(house, run, "queued");
      }
      house.clock().advance(Duration.ofSeconds(30));
      EncryptionOptions opening = EncryptionOptions.with(house.keys()).withAcceptClear(true);
      try (Threadkeep sealed = keep(house.open(opening), house, new Echo())) {
        awaitStatus(house, run, "completed");
        assertThat(sealed.runs(ANN).get(run).progress().attempts()).isEqualTo(1);
      }
    }
  }

  private static void awaitStatus(SealedHouse house, RunId run, String status) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          String query = "select status from tk_runs where id = ?";
          while (!house.text(query, run.value()).equals(status)) {
            Thread.onSpinWait();
          }
        });
  }

  @Test
  void aRunOnItFailsOnceWithWhereAndWhyAndOtherThreadsGoOn() {
    Echo model = new Echo();
    try (SealedHouse house = new SealedHouse(Servers.h2Memory().orElseThrow());
        Threadkeep keep = keep(house.open(), house, model)) {
      Scope ann = ANN;
      Assistant assistant = keep.assistants(ann).create(NewAssistant.named("Echo"));
      Conversation broken = keep.conversations(ann).start();
      broken.say("first");
      house.sql("update tk_messages set body = 'sealed:1:1:QUJD'");
      Run run = broken.run(assistant).await(Duration.ofSeconds(30));
      assertThat(run.status()).isEqualTo(RunStatus.FAILED);
      assertThat(run.progress().attempts()).isEqualTo(1);
      assertThat(run.error())
          .satisfies(
              error -> assertThat(error.message()).contains("tk_messages.body", "was changed"));
      assertThat(model.asked).hasValue(0);

      Conversation sound = keep.conversations(ann).start();
      sound.say("second");
      assertThat(sound.run(assistant).await(Duration.ofSeconds(30)).status())
          .isEqualTo(RunStatus.COMPLETED);
    }
  }
}
