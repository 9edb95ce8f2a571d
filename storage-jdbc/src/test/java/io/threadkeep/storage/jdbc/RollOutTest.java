package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.SealedHouse.ANN;
import static io.threadkeep.storage.jdbc.SealedHouse.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.id.RunId;
import io.threadkeep.kit.Samples;
import io.threadkeep.message.Message;
import io.threadkeep.secrecy.DecryptionException;
import io.threadkeep.secrecy.DecryptionException.Reason;
import io.threadkeep.secrecy.ResealProgress;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.storage.jdbc.server.Servers;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.thread.ChatThread;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Encryption is switched on, or off again, in one process after the other: none loses what it
 * cannot read, and each carries out what it can.
 */
class RollOutTest {

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void sealedRunsAreLeftToOthersWhereEncryptionIsOff(DatabaseServer server) {
    try (SealedHouse house = new SealedHouse(server)) {
      JdbcThreadStore off = house.open(null);
      RunId sealed = submit(house, house.store());
      RunId alsoSealed = submit(house, house.store());
      RunId clear = submit(house, off);
      assertThat(claim(off)).containsExactly(clear);
      assertThat(claim(off)).isEmpty();
      assertThat(claim(house.store())).containsExactly(sealed, alsoSealed);
    }
  }

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void clearRunsAreLeftToOthersWhereAllMustBeSealed(DatabaseServer server) {
    try (SealedHouse house = new SealedHouse(server)) {
      JdbcThreadStore off = house.open(null);
      RunId clear = submit(house, off);
      RunId sealed = submit(house, house.store());
      assertThat(claim(house.store())).containsExactly(sealed);
      assertThat(claim(house.store())).isEmpty();
      assertThat(claim(off)).containsExactly(clear);
    }
  }

  /** Reads both, and writes what the others can read: the first step in, and the way out. */
  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void withKeysButWithoutSealingAllIsReadAndAllIsWrittenInTheClear(DatabaseServer server) {
    try (SealedHouse house = new SealedHouse(server)) {
      JdbcThreadStore off = house.open(null);
      JdbcThreadStore between = house.open(EncryptionOptions.with(house.keys()).withSeal(false));
      ChatThread thread = house.thread(ANN);
      house.say(thread, "sealed");
      house.say(off, thread, "clear");
      house.say(between, thread, "between");
      RunId sealed = submit(house, house.store());
      RunId clear = submit(house, off);
      assertThat(house.texts(between, thread)).containsExactly("sealed", "clear", "between");
      assertThat(claim(between)).containsExactly(sealed, clear);

      ResealProgress opened = between.encryption().orElseThrow().reseal(progress -> {});
      assertThat(opened.unreadable()).isZero();
      assertThat(house.dump()).doesNotContain("sealed:1:");
      assertThat(house.texts(off, thread)).containsExactly("sealed", "clear", "between");
    }
  }

  /** Not taken for a conflict, which the caller would be blamed for. */
  @Test
  void aRequestUnderAKeyThatWasSealedIsNotJudgedWithEncryptionOff() {
    try (SealedHouse house = new SealedHouse(Servers.h2Memory().orElseThrow())) {
      ChatThread thread = house.thread(ANN);
      IdempotencyKey key = new IdempotencyKey("request-1", "body");
      List<Message> said =
          house.store().messages().append(ANN, thread.id(), house.samples().drafts("once"), key);
      JdbcThreadStore off = house.open(null);
      assertThatThrownBy(
              () -> off.messages().append(ANN, thread.id(), house.samples().drafts("once"), key))
          .isInstanceOfSatisfying(
              DecryptionException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.ENCRYPTION_OFF));
      JdbcThreadStore between = house.open(EncryptionOptions.with(house.keys()).withSeal(false));
      assertThat(between.messages().append(ANN, thread.id(), house.samples().drafts("once"), key))
          .isEqualTo(said);
      house.sql("update tk_idempotency_keys set fingerprint = 'x:y'");
      assertThatThrownBy(
              () ->
                  between.messages().append(ANN, thread.id(), house.samples().drafts("once"), key))
          .isInstanceOfSatisfying(
              DecryptionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TAMPERED));
    }
  }

  private static RunId submit(SealedHouse house, JdbcThreadStore in) {
    return in.runs().submit(BOB, house.submission(house.thread(BOB))).run().id();
  }

  private static List<RunId> claim(JdbcThreadStore store) {
    return store.queue().claim(Samples.WORKER, 10).stream()
        .map(leased -> leased.run().id())
        .toList();
  }
}
