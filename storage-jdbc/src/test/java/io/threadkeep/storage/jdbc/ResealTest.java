package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.SealedHouse.ANN;
import static io.threadkeep.storage.jdbc.SealedHouse.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.event.EventBody;
import io.threadkeep.id.Scope;
import io.threadkeep.id.StepId;
import io.threadkeep.kit.Samples;
import io.threadkeep.run.Lease;
import io.threadkeep.run.RunError;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStep;
import io.threadkeep.secrecy.DecryptionException;
import io.threadkeep.secrecy.ResealProgress;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.storage.jdbc.server.Servers;
import io.threadkeep.store.NewEvents;
import io.threadkeep.store.RunCommit;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.tool.ToolOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Switching encryption on, moving content to newer keys, and doing so while others write. */
class ResealTest {
  private static final String CANARY = "canary-of-what-was-said";
  private static final int MOST_WRITES = 150;
  private static final DatabaseServer SERVER = Servers.h2Memory().orElseThrow();

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void whatWasStoredBeforeIsReadAndThenSealedInEveryTable(DatabaseServer server) {
    try (SealedHouse house = new SealedHouse(server)) {
      JdbcThreadStore clear = house.open(null);
      ChatThread thread = fill(house, clear, ANN);
      assertThatThrownBy(() -> house.texts(thread)).isInstanceOf(DecryptionException.class);

      JdbcThreadStore opening =
          house.open(EncryptionOptions.with(house.keys()).withAcceptClear(true));
      List<String> before = house.texts(opening, thread);
      assertThat(before).hasSize(252);
      List<ResealProgress> told = new ArrayList<>();
      ResealProgress result = opening.encryption().orElseThrow().reseal(told::add);
      assertThat(result.unreadable()).isZero();
      assertThat(result.resealed()).isEqualTo(252 + 1 + 1 + 1 + 1 + 1 + 1);
      assertThat(told).last().isEqualTo(result);
      assertThat(told).extracting(ResealProgress::read).isSorted();

      assertThat(house.dump()).doesNotContain(CANARY);
      assertThat(house.texts(thread)).isEqualTo(before);
      assertThat(opening.encryption().orElseThrow().reseal(told::add).resealed()).isZero();
      assertReadable(house, house.store(), thread);
    }
  }

  @Test
  void aPlantedRowIsNotBlessed() {
    try (SealedHouse house = new SealedHouse(SERVER)) {
      house.say(house.thread(ANN), "said");
      house.sql("update tk_messages set body = '{}'");
      ResealProgress result = house.encryption().reseal(progress -> {});
      assertThat(result.unreadable()).isEqualTo(1);
      assertThat(result.resealed()).isZero();
      assertThat(house.text("select body from tk_messages")).isEqualTo("{}");
    }
  }

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void rotationMovesEveryRowToTheNewKeyAndRewrappingTouchesNone(DatabaseServer server) {
    try (SealedHouse house = new SealedHouse(server)) {
      ChatThread thread = fill(house, house.store(), ANN);
      ChatThread others = fill(house, house.store(), BOB);
      List<String> before = house.texts(thread);
      house.encryption().rotate("acme");
      assertThat(house.encryption().reseal(progress -> {}).resealed()).isEqualTo(258);
      assertThat(house.text("select count(*) from tk_messages where body like 'sealed:1:2:%'"))
          .isEqualTo("252");

      String dump = house.dump().replaceAll("tk_data_keys=\\[.*?\\]", "");
      house.keys().makeCurrent("second");
      assertThat(house.encryption().rewrap()).isZero();
      assertThat(house.dump().replaceAll("tk_data_keys=\\[.*?\\]", "")).isEqualTo(dump);
      assertThat(house.text("select count(*) from tk_data_keys where envelope_key_id = 'second'"))
          .isEqualTo("3");
      house.forgetKeys();
      assertThat(house.texts(thread)).isEqualTo(before);
      assertReadable(house, house.store(), thread);
      assertReadable(house, house.store(), others);
    }
  }

  @Test
  void aKeyThatCannotBeRewrappedIsCountedAndTheOthersAre() {
    try (SealedHouse house = new SealedHouse(SERVER)) {
      house.say(house.thread(ANN), "said");
      ChatThread others = house.thread(BOB);
      house.say(others, "said too");
      house.keys().makeCurrent("second");
      house.keys().breakOff("acme");
      assertThat(house.encryption().rewrap()).isEqualTo(1);
      house.keys().restore();
      assertThat(house.encryption().rewrap()).isZero();
      house.forgetKeys();
      assertThat(house.texts(others)).containsExactly("said too");
    }
  }

  @Test
  void whatWasStoppedIsGoneOnWith() {
    try (SealedHouse house = new SealedHouse(SERVER)) {
      ChatThread thread = fill(house, house.store(), ANN);
      house.encryption().rotate("acme");
      assertThatThrownBy(
              () ->
                  house
                      .encryption()
                      .reseal(
                          progress -> {
                            throw new IllegalStateException("stopped");
                          }))
          .hasMessage("stopped");
      assertThat(house.text("select count(*) from tk_messages where body like 'sealed:1:2:%'"))
          .isEqualTo("100");
      assertThat(house.encryption().reseal(progress -> {}).resealed()).isEqualTo(258 - 100);
      assertReadable(house, house.store(), thread);
    }
  }

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#shared")
  void rotationLosesNothingThatIsWrittenMeanwhile(DatabaseServer server) throws Exception {
    writeWhileKeysChange(server);
  }

  @Test
  void rotationLosesNothingThatIsWrittenMeanwhileInTheEmbeddedDatabase() throws Exception {
    writeWhileKeysChange(SERVER);
  }

  private void writeWhileKeysChange(DatabaseServer server) throws Exception {
    try (SealedHouse house = new SealedHouse(server)) {
      JdbcThreadStore far = house.open();
      ChatThread thread = house.thread(ANN);
      Assistant assistant = house.store().assistants().create(ANN, house.samples().assistant());
      AtomicBoolean done = new AtomicBoolean();
      ExecutorService threads = Executors.newFixedThreadPool(3);
      try {
        List<Future<Integer>> written = new ArrayList<>();
        for (JdbcThreadStore store : List.of(house.store(), far)) {
          int writer = 1 + written.size();
          Samples samples = new Samples(() -> house.clock().instant().plusSeconds(writer));
          written.add(
              threads.submit(
                  () -> {
                    int count = 0;
                    while (count == 0 || (!done.get() && count < MOST_WRITES)) {
                      store.messages().append(ANN, thread.id(), samples.drafts("said"), null);
                      count++;
                    }
                    return count;
                  }));
        }
        Future<Long> revised =
            threads.submit(
                () -> {
                  long revision = 1;
                  while (!done.get() && revision < MOST_WRITES) {
                    far.assistants()
                        .replace(
                            ANN,
                            assistant.id(),
                            revision,
                            assistant.definition().instructions("of revision " + (revision + 1)));
                    revision++;
                  }
                  return revision;
                });
        for (int i = 0; i < 3; i++) {
          house.encryption().rotate("acme");
          assertThat(house.encryption().reseal(progress -> {}).unreadable()).isZero();
        }
        done.set(true);
        int all = written.get(0).get() + written.get(1).get();
        long revision = revised.get();
        house.encryption().reseal(progress -> {});
        assertThat(house.text("select count(*) from tk_messages where body like 'sealed:1:4:%'"))
            .isEqualTo(Integer.toString(all));
        assertThat(far.messages().before(ANN, thread.id(), Long.MAX_VALUE, all + 1)).hasSize(all);
        assertThat(house.store().assistants().find(ANN, assistant.id()).orElseThrow())
            .satisfies(
                now -> {
                  assertThat(now.revision()).isEqualTo(revision);
                  if (revision > 1) {
                    assertThat(now.definition().instructions())
                        .isEqualTo("of revision " + revision);
                  }
                });
      } finally {
        done.set(true);
        threads.shutdownNow();
      }
    }
  }

  /** 252 messages, and one row of everything else that holds content. */
  private static ChatThread fill(SealedHouse house, JdbcThreadStore store, Scope owner) {
    Samples samples = house.samples();
    ChatThread thread = store.threads().create(samples.thread(owner), null);
    store.messages().append(owner, thread.id(), samples.numbered(CANARY, 250), null);
    store.assistants().create(owner, samples.assistant());
    store.runs().submit(owner, house.submission(thread));
    Lease lease = store.queue().claim(Samples.WORKER, 1).get(0).lease();
    StepId call = samples.ids().step();
    store.toolCalls().begin(lease, call, "call-1");
    store.toolCalls().end(lease, call, "call-1", ToolOutput.of(CANARY));
    store.toolCalls().begin(lease, call, "call-that-has-not-ended");
    store
        .queue()
        .publish(
            Map.of(
                lease,
                new NewEvents(
                    0, List.of(new EventBody.TextDelta(samples.ids().message(), CANARY)))));
    RunStep step = samples.step(lease.runId());
    store
        .queue()
        .commit(
            lease,
            RunCommit.of(RunMove.FAIL)
                .with(step, step.usage())
                .saying(samples.draft(CANARY))
                .because(new RunError(RunError.Code.SERVER_ERROR, CANARY)));
    return thread;
  }

  private static void assertReadable(SealedHouse house, JdbcThreadStore store, ChatThread thread) {
    Scope owner = thread.owner();
    assertThat(house.texts(store, thread)).hasSize(252);
    assertThat(store.assistants().list(owner, Operations.PAGE).items()).hasSize(1);
    assertThat(store.runs().list(owner, thread.id(), Operations.PAGE).items())
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.error()).isEqualTo(new RunError(RunError.Code.SERVER_ERROR, CANARY));
              assertThat(store.runs().steps(owner, run.id(), Operations.PAGE).items()).hasSize(1);
              assertThat(store.runs().events(owner, run.id(), 0, 10).events()).hasSize(1);
            });
  }
}
