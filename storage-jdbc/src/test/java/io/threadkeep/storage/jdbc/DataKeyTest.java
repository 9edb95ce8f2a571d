package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.SealedHouse.ANN;
import static io.threadkeep.storage.jdbc.SealedHouse.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.error.Retryable;
import io.threadkeep.kit.Samples;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.RunMove;
import io.threadkeep.secrecy.DecryptionException;
import io.threadkeep.secrecy.DecryptionException.Reason;
import io.threadkeep.secrecy.EnvelopeKeyException;
import io.threadkeep.secrecy.EnvelopeKeysUnavailableException;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.storage.jdbc.server.Servers;
import io.threadkeep.store.CommittedRun;
import io.threadkeep.store.RunCommit;
import io.threadkeep.thread.ChatThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The life of data keys: made once, kept for minutes, lost, replaced and erased. */
class DataKeyTest {
  private static final DatabaseServer SERVER = Servers.h2Memory().orElseThrow();

  @Test
  void theKeyServiceIsAskedOnceForManyReadsAndAgainAfterSomeMinutes() {
    try (SealedHouse house = new SealedHouse(SERVER)) {
      ChatThread thread = house.thread(ANN);
      for (int i = 0; i < 20; i++) {
        house.say(thread, "again");
      }
      assertThat(house.texts(thread)).hasSize(20);
      assertThat(house.keys().asked()).isEqualTo(1);
      house.forgetKeys();
      assertThat(house.texts(thread)).hasSize(20);
      assertThat(house.keys().asked()).isEqualTo(2);
    }
  }

  @Test
  void aTenantWithoutContentHasNoKey() {
    try (SealedHouse house = new SealedHouse(SERVER)) {
      ChatThread thread = house.thread(ANN);
      assertThat(house.texts(thread)).isEmpty();
      assertThat(house.store().queue().claim(Samples.WORKER, 10)).isEmpty();
      assertThat(house.text("select count(*) from tk_data_keys")).isEqualTo("0");
    }
  }

  @Test
  void anEnvelopeKeyThatWasDeletedTakesEffectWithinMinutes() {
    try (SealedHouse house = new SealedHouse(SERVER)) {
      ChatThread thread = house.thread(ANN);
      house.say(thread, "said");
      ChatThread others = house.thread(BOB);
      house.say(others, "said too");
      house.keys().delete("acme");
      house.forgetKeys();
      assertThatThrownBy(() -> house.texts(thread))
          .isInstanceOfSatisfying(
              DecryptionException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.ENVELOPE_KEY_MISSING))
          .hasCauseInstanceOf(EnvelopeKeyException.class);
      assertThatThrownBy(() -> house.say(thread, "more")).isInstanceOf(EnvelopeKeyException.class);
      assertThat(house.texts(others)).containsExactly("said too");
    }
  }

  @Test
  void aKeyServiceThatDoesNotAnswerIsLeftAloneForAMoment() {
    try (SealedHouse house = new SealedHouse(SERVER)) {
      ChatThread thread = house.thread(ANN);
      house.say(thread, "said");
      house.forgetKeys();
      house.keys().breakOff("acme");
      int asked = house.keys().asked();
      for (int i = 0; i < 5; i++) {
        assertThatThrownBy(() -> house.texts(thread))
            .isInstanceOf(EnvelopeKeysUnavailableException.class)
            .isInstanceOf(Retryable.class);
        assertThatThrownBy(() -> house.say(thread, "more"))
            .isInstanceOf(EnvelopeKeysUnavailableException.class);
      }
      assertThat(house.keys().asked() - asked).isEqualTo(2);
      house.keys().restore();
      house.pass(Keyring.REFUSALS_KEPT);
      house.say(thread, "more");
      assertThat(house.texts(thread)).containsExactly("said", "more");
    }
  }

  /** Rather than that all work stops with it; but not for ever. */
  @Test
  void aKeyThatIsAtHandOutlivesAShortAbsenceOfTheKeyService() {
    try (SealedHouse house = new SealedHouse(SERVER)) {
      ChatThread thread = house.thread(ANN);
      house.say(thread, "said");
      house.keys().breakOff("acme");
      for (int i = 0; i < 3; i++) {
        house.pass(Keyring.KEPT);
        house.say(thread, "more");
      }
      assertThat(house.texts(thread)).hasSize(4);
      house.pass(Keyring.KEPT_WHILE_AWAY);
      assertThatThrownBy(() -> house.texts(thread))
          .isInstanceOf(EnvelopeKeysUnavailableException.class);
      assertThatThrownBy(() -> house.say(thread, "lost"))
          .isInstanceOf(EnvelopeKeysUnavailableException.class);
    }
  }

  /** What is sealed with it would be lost. */
  @Test
  void aKeyThatAnotherProcessHasErasedDoesNotOutliveIt() {
    try (SealedHouse house = new SealedHouse(SERVER)) {
      ChatThread thread = house.thread(ANN);
      JdbcThreadStore far = house.open();
      house.say(far, thread, "said");
      house.encryption().eraseKeys("acme");
      house.keys().breakOff("acme");
      house.pass(Keyring.KEPT);
      assertThatThrownBy(() -> house.say(far, thread, "more"))
          .isInstanceOf(EnvelopeKeysUnavailableException.class);
      assertErased(() -> house.texts(far, thread));
    }
  }

  @Test
  void erasedKeysTakeTheContentWithThemAndLaterWritesGetANewOne() {
    try (SealedHouse house = new SealedHouse(SERVER)) {
      ChatThread thread = house.thread(ANN);
      house.say(thread, "said");
      house.encryption().rotate("acme");
      house.say(thread, "and more");
      ChatThread others = house.thread(BOB);
      house.say(others, "said too");
      JdbcThreadStore far = house.open();
      assertThat(house.texts(far, thread)).hasSize(2);

      assertThat(house.encryption().eraseKeys("acme")).isEqualTo(2);
      assertErased(() -> house.texts(thread));
      house.forgetKeys();
      assertErased(() -> house.texts(far, thread));
      assertThat(house.texts(others)).containsExactly("said too");
      assertThat(house.encryption().eraseKeys("acme")).isZero();

      ChatThread later = house.thread(ANN);
      house.say(later, "anew");
      assertThat(house.texts(far, later)).containsExactly("anew");
      assertErased(() -> house.texts(thread));
      assertThat(house.text("select max(key_no) from tk_data_keys where tenant = 'acme'"))
          .isEqualTo("3");
    }
  }

  private static void assertErased(ThrowingCallable reading) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            DecryptionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.KEY_ERASED));
  }

  @Test
  void whatAnotherProcessHasSealedWithANewerKeyIsReadAtOnce() {
    try (SealedHouse house = new SealedHouse(SERVER)) {
      ChatThread thread = house.thread(ANN);
      house.say(thread, "said");
      JdbcThreadStore far = house.open();
      assertThat(house.texts(far, thread)).hasSize(1);
      house.encryption().rotate("acme");
      house.say(thread, "newly");
      assertThat(house.dump()).contains("sealed:1:1:", "sealed:1:2:");
      assertThat(house.texts(far, thread)).containsExactly("said", "newly");
      // Until it asks again it goes on with the older one, which is as good.
      house.say(far, thread, "as before");
      assertThat(house.texts(thread)).containsExactly("said", "newly", "as before");
    }
  }

  @Test
  void aWrappedKeyThatIsPutUnderAnotherTenantOpensNothing() {
    try (SealedHouse house = new SealedHouse(SERVER)) {
      ChatThread thread = house.thread(ANN);
      house.say(thread, "said");
      house.say(house.thread(BOB), "said too");
      String foreign = house.text("select wrapped from tk_data_keys where tenant = 'beta'");
      house.sql("update tk_data_keys set wrapped = ? where tenant = 'acme'", foreign);
      house.forgetKeys();
      assertThatThrownBy(() -> house.texts(thread))
          .isInstanceOf(DecryptionException.class)
          .hasCauseInstanceOf(EnvelopeKeyException.class);
    }
  }

  /**
   * On PostgreSQL the commit is made before it is seen that the key to read the run is not there.
   */
  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void aCommitToARunUnderAnOlderKeyIsMadeOnce(DatabaseServer server) {
    try (SealedHouse house = new SealedHouse(server)) {
      ChatThread thread = house.thread(ANN);
      house.store().runs().submit(ANN, house.submission(thread));
      LeasedRun leased = house.store().queue().claim(Samples.WORKER, 1).get(0);
      house.encryption().rotate("acme");
      house.forgetKeys();
      CommittedRun committed =
          house
              .store()
              .queue()
              .commit(
                  leased.lease(),
                  RunCommit.of(RunMove.COMPLETE).saying(house.samples().draft("answered")));
      assertThat(committed.run().spec()).isEqualTo(leased.run().spec());
      assertThat(committed.messages()).hasSize(1);
      assertThat(house.texts(thread)).containsExactly("And now?", "answered");
    }
  }

  /** Two processes, several threads of each, none of which has a key. */
  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void whoeverIsFirstMakesTheOneKey(DatabaseServer server) throws Exception {
    int writers = 6;
    try (SealedHouse house = new SealedHouse(server)) {
      ChatThread thread = house.thread(ANN);
      List<JdbcThreadStore> stores = List.of(house.store(), house.open());
      CyclicBarrier together = new CyclicBarrier(writers);
      List<Callable<String>> work = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        int writer = i;
        List<MessageDraft> drafts = house.samples().drafts("of writer " + writer);
        work.add(
            () -> {
              together.await();
              return stores
                  .get(writer % stores.size())
                  .messages()
                  .append(ANN, thread.id(), drafts, null)
                  .get(0)
                  .text();
            });
      }
      ExecutorService threads = Executors.newFixedThreadPool(writers);
      List<String> said = new ArrayList<>();
      try {
        for (Future<String> one : threads.invokeAll(work)) {
          said.add(one.get());
        }
      } finally {
        threads.shutdownNow();
      }
      for (JdbcThreadStore store : stores) {
        assertThat(house.texts(store, thread)).containsExactlyInAnyOrderElementsOf(said);
      }
      assertThat(house.text("select count(*) from tk_data_keys")).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void aPoolOfOneIsEnough(DatabaseServer server) {
    try (SealedHouse house = new SealedHouse(server, 1)) {
      ChatThread thread = house.thread(ANN);
      house.say(thread, "said");
      house.store().runs().submit(ANN, house.submission(thread));
      JdbcThreadStore far = house.open();
      LeasedRun leased = far.queue().claim(Samples.WORKER, 1).get(0);
      house.forgetKeys();
      far.queue()
          .commit(
              leased.lease(),
              RunCommit.of(RunMove.COMPLETE).saying(house.samples().draft("answered")));
      house.forgetKeys();
      house.encryption().rotate("acme");
      assertThat(house.encryption().reseal(progress -> {}).unreadable()).isZero();
      assertThat(house.encryption().rewrap()).isZero();
      house.forgetKeys();
      assertThat(house.texts(far, thread)).containsExactly("said", "And now?", "answered");
      assertThat(far.runs().list(ANN, thread.id(), PageRequest.newestFirst()).items()).hasSize(1);
    }
  }
}
