package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.SealedHouse.ANN;
import static io.threadkeep.storage.jdbc.SealedHouse.BOB;
import static io.threadkeep.storage.jdbc.SealedHouse.CLEO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.event.EventBody;
import io.threadkeep.id.Scope;
import io.threadkeep.kit.Samples;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.WhenBusy;
import io.threadkeep.secrecy.DecryptionException;
import io.threadkeep.secrecy.EnvelopeKeyException;
import io.threadkeep.secrecy.EnvelopeKeysUnavailableException;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.storage.jdbc.server.Servers;
import io.threadkeep.store.NewEvents;
import io.threadkeep.thread.ChatThread;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One tenant's lost key or broken row is no reason for other tenants' runs to wait. */
class UnreadableRunTest {

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void aRunThatNobodyCanReadFailsAndTheOthersAreClaimed(DatabaseServer server) {
    try (SealedHouse house = new SealedHouse(server)) {
      ChatThread thread = house.thread(ANN);
      Run broken = submit(house, thread, WhenBusy.REJECT);
      Run behind = submit(house, thread, WhenBusy.ENQUEUE);
      Run sound = submit(house, BOB);
      String spec = house.text("select spec from tk_runs where id = ?", sound.id().value());
      house.sql("update tk_runs set spec = ? where id = ?", spec, broken.id().value());

      assertClaims(house.store(), sound);
      assertThat(status(house, broken)).isEqualTo("failed");
      assertThat(house.text("select error_message from tk_runs where id = ?", broken.id().value()))
          .isEqualTo(RunRow.UNREADABLE);
      assertThatThrownBy(() -> house.store().runs().find(ANN, broken.id()))
          .isInstanceOf(DecryptionException.class);
      // Its thread goes on.
      house.store().queue().reap(3, 10);
      assertClaims(house.store(), behind);
    }
  }

  /** A worker that is told of no runs waits for the next beat, with others' in the queue. */
  @Test
  void aClaimGoesOnBehindRunsThatNobodyCanRead() {
    try (SealedHouse house = new SealedHouse(Servers.h2Memory().orElseThrow())) {
      for (int i = 0; i < 3; i++) {
        submit(house, ANN);
      }
      Run sound = submit(house, BOB);
      Run alsoSound = submit(house, CLEO);
      house.sql("update tk_runs set spec = 'sealed:1:1:QUJD' where tenant = 'acme'");
      assertThat(house.store().queue().claim(Samples.WORKER, 2))
          .extracting(leased -> leased.run().id())
          .containsExactly(sound.id(), alsoSound.id());
    }
  }

  /** With encryption off too: whoever wrote it, it is one run's matter. */
  @Test
  void aRunThatHoldsNoRunFailsAlone() {
    try (SealedHouse house = new SealedHouse(Servers.h2Memory().orElseThrow())) {
      JdbcThreadStore clear = house.open(null);
      Run broken = submit(house, clear, house.thread(ANN));
      Run odd = submit(house, clear, house.thread(ANN));
      Run sound = submit(house, clear, house.thread(BOB));
      house.sql("update tk_runs set spec = '{\"assistant_id' where id = ?", broken.id().value());
      house.sql("update tk_runs set error_code = 'odd' where id = ?", odd.id().value());
      assertClaims(clear, sound);
      assertThat(status(house, broken)).isEqualTo("failed");
      assertThat(status(house, odd)).isEqualTo("failed");
      house.clock().advance(Samples.RUN_TIME.plusSeconds(1));
      assertThat(clear.queue().reap(3, 10)).extracting(Run::id).containsExactly(sound.id());
    }
  }

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void aTenantsDataKeyThatWasChangedHurtsThatTenantOnly(DatabaseServer server) {
    try (SealedHouse house = new SealedHouse(server)) {
      Run waiting = submit(house, ANN);
      Run sound = submit(house, BOB);
      String wrapped = house.text("select wrapped from tk_data_keys where tenant = 'acme'");
      house.sql("update tk_data_keys set wrapped = 'no Base64' where tenant = 'acme'");
      house.forgetKeys();
      assertClaims(house.store(), sound);
      assertThatThrownBy(() -> submit(house, ANN))
          .isInstanceOf(EnvelopeKeyException.class)
          .hasMessageContainingAll("tk_data_keys", "data key 1", "'acme'");
      assertThat(house.encryption().rewrap()).isEqualTo(0);
      assertThat(status(house, waiting)).isEqualTo("queued");
      house.sql("update tk_data_keys set wrapped = ? where tenant = 'acme'", wrapped);
      house.pass(Keyring.REFUSALS_KEPT);
      assertClaims(house.store(), waiting);
    }
  }

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void aRunWhoseKeyWasErasedFails(DatabaseServer server) {
    try (SealedHouse house = new SealedHouse(server)) {
      Run lost = submit(house, ANN);
      Run sound = submit(house, BOB);
      house.encryption().eraseKeys("acme");
      assertClaims(house.store(), sound);
      assertThat(status(house, lost)).isEqualTo("failed");
    }
  }

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void runsWhoseKeyThisProcessLacksArePassedOverAndClaimedOnceItHasThem(DatabaseServer server) {
    try (SealedHouse house = new SealedHouse(server)) {
      Run unavailable = submit(house, ANN);
      Run deleted = submit(house, BOB);
      Run sound = submit(house, CLEO);
      house.keys().breakOff("acme");
      house.keys().delete("beta");
      house.forgetKeys();
      assertClaims(house.store(), sound);
      assertThat(house.store().queue().claim(Samples.WORKER, 10)).isEmpty();
      assertThat(status(house, unavailable)).isEqualTo("queued");
      assertThat(status(house, deleted)).isEqualTo("queued");
      house.keys().restore();
      house.pass(Keyring.REFUSALS_KEPT);
      assertClaims(house.store(), unavailable, deleted);
    }
  }

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void whatIsOverItsTimeEndsAlsoIfItCannotBeRead(DatabaseServer server) {
    try (SealedHouse house = new SealedHouse(server)) {
      Run lost = submit(house, ANN);
      Run sound = submit(house, BOB);
      house.keys().delete("acme");
      house.forgetKeys();
      house.clock().advance(Samples.RUN_TIME.plusSeconds(1));
      assertThat(house.store().queue().reap(3, 10)).extracting(Run::id).containsExactly(sound.id());
      assertThat(status(house, lost)).isEqualTo("expired");
      assertThat(house.store().queue().reap(3, 10)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#embedded")
  void eventsOfOtherTenantsAreStored(DatabaseServer server) {
    try (SealedHouse house = new SealedHouse(server)) {
      submit(house, ANN);
      submit(house, BOB);
      List<LeasedRun> leased = house.store().queue().claim(Samples.WORKER, 10);
      NewEvents events =
          new NewEvents(
              0, List.of(new EventBody.TextDelta(house.samples().ids().message(), "The")));
      Lease ofAnn = leased.get(0).lease();
      Lease ofBob = leased.get(1).lease();
      house.keys().breakOff("acme");
      house.forgetKeys();
      // Not refused: what is refused is never told.
      assertThatThrownBy(() -> house.store().queue().publish(Map.of(ofAnn, events, ofBob, events)))
          .isInstanceOf(EnvelopeKeysUnavailableException.class);
      house.keys().restore();
      house.keys().delete("acme");
      house.forgetKeys();
      assertThat(house.store().queue().publish(Map.of(ofAnn, events, ofBob, events)))
          .containsExactly(ofAnn);
      assertThat(house.store().runs().events(BOB, ofBob.runId(), 0, 10).events()).hasSize(1);
    }
  }

  @Test
  void whatIsLoggedTellsWhereAndNothingOfWhatWasSaid() {
    PrintStream before = System.err;
    ByteArrayOutputStream logged = new ByteArrayOutputStream();
    System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
    try (SealedHouse house = new SealedHouse(Servers.h2Memory().orElseThrow())) {
      Run broken = submit(house, ANN);
      Run passedOver = submit(house, BOB);
      house.sql(
          "update tk_runs set spec = ? where id = ?",
          "sealed:1:1:AAAAAAAA:geography",
          broken.id().value());
      house.keys().delete("beta");
      house.forgetKeys();
      assertClaims(house.store());
      house.encryption().reseal(progress -> {});
      house.encryption().rewrap();
      house.clock().advance(Samples.RUN_TIME.plusSeconds(1));
      house.store().queue().reap(3, 10);
      assertThat(logged.toString(StandardCharsets.UTF_8))
          .contains(broken.id() + ": fails", passedOver.id() + ": passed over", "reaped unread")
          .doesNotContain("geography", "And now?", TestKeys.SECRET, "sealed:");
    } finally {
      System.setErr(before);
    }
  }

  private static Run submit(SealedHouse house, Scope owner) {
    return submit(house, house.thread(owner), WhenBusy.REJECT);
  }

  private static Run submit(SealedHouse house, JdbcThreadStore store, ChatThread thread) {
    return store.runs().submit(thread.owner(), house.submission(thread)).run();
  }

  private static Run submit(SealedHouse house, ChatThread thread, WhenBusy whenBusy) {
    return house
        .store()
        .runs()
        .submit(thread.owner(), house.samples().submission(thread.id(), whenBusy, "And now?"))
        .run();
  }

  private static void assertClaims(JdbcThreadStore store, Run... runs) {
    assertThat(store.queue().claim(Samples.WORKER, 10))
        .allSatisfy(leased -> assertThat(leased.run().status()).isEqualTo(RunStatus.IN_PROGRESS))
        .extracting(leased -> leased.run().id())
        .containsExactlyInAnyOrderElementsOf(List.of(runs).stream().map(Run::id).toList());
  }

  private static String status(SealedHouse house, Run run) {
    return house.text("select status from tk_runs where id = ?", run.id().value());
  }
}
