package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.SealedHouse.ANN;
import static io.threadkeep.storage.jdbc.SealedHouse.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.id.Scope;
import io.threadkeep.kit.Samples;
import io.threadkeep.retention.ErasureReceipt;
import io.threadkeep.run.Lease;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.WhenBusy;
import io.threadkeep.secrecy.DecryptionException;
import io.threadkeep.storage.jdbc.server.Servers;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.SubmittedRun;
import io.threadkeep.thread.ChatThread;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What needs no content is done without the key, and told of by who can be. */
class LostKeyTest {
  private final SealedHouse house = new SealedHouse(Servers.h2Memory().orElseThrow());
  private final ChatThread thread = house.thread(ANN);
  private final Run run = house.store().runs().submit(ANN, house.submission(thread)).run();

  @AfterEach
  void close() {
    house.close();
  }

  private void loseKey() {
    house.keys().delete("acme");
    house.forgetKeys();
  }

  @Test
  void aThreadIsDeletedAndItsRunsEnd() {
    loseKey();
    assertThat(house.store().threads().delete(ANN, thread.id(), Duration.ZERO)).isEmpty();
    assertThat(status()).isEqualTo("cancelled");
    assertThat(house.store().threads().purge(ANN, thread.id(), 100).threads()).isEqualTo(1);
  }

  @Test
  void aRunIsCancelledAndThenSaysWhyItCannotBeRead() {
    loseKey();
    assertThatThrownBy(() -> house.store().runs().cancel(ANN, run.id()))
        .isInstanceOf(DecryptionException.class);
    assertThat(status()).isEqualTo("cancelled");
  }

  @Test
  void aWorkerHandsItsRunBack() {
    Lease lease = house.store().queue().claim(Samples.WORKER, 1).get(0).lease();
    loseKey();
    assertThatThrownBy(() -> house.store().queue().commit(lease, RunCommit.of(RunMove.RELEASE)))
        .isInstanceOf(DecryptionException.class);
    assertThat(status()).isEqualTo("queued");
  }

  @Test
  void aRunThatCannotBeReadIsInterruptedByTheNextOne() {
    house.sql("update tk_runs set spec = 'sealed:1:1:QUJD'");
    SubmittedRun next =
        house
            .store()
            .runs()
            .submit(ANN, house.samples().submission(thread.id(), WhenBusy.INTERRUPT, "And now?"));
    assertThat(next.interrupted()).isNull();
    assertThat(status()).isEqualTo("cancelled");
  }

  @Test
  void anAssistantThatCannotBeReadIsReplacedAndDeleted() {
    Assistant assistant = house.store().assistants().create(ANN, house.samples().assistant());
    house.sql("update tk_assistants set definition = 'sealed:1:1:QUJD'");
    assertThat(house.store().assistants().replace(ANN, assistant.id(), 1, assistant.definition()))
        .isPresent();
    loseKey();
    house.store().assistants().delete(ANN, assistant.id());
    assertThat(house.text("select count(*) from tk_assistants")).isEqualTo("0");
  }

  /** Of its keys nothing is left either, nor of who had them; this process forgets them too. */
  @Test
  void aTenantIsErasedWithItsKeys() {
    ChatThread others = house.thread(BOB);
    house.say(others, "said");
    house.encryption().rotate("acme");
    loseKey();
    ErasureReceipt receipt =
        house.store().erasures().erase(Scope.tenant("acme"), null, 100).receipt();
    assertThat(receipt.endedAt()).isNotNull();
    assertThat(receipt.counts()).containsEntry("data_keys", 2L).containsEntry("runs", 1L);
    assertThat(house.dump()).doesNotContain("acme");

    house.keys().restore();
    house.forgetKeys();
    house.say(house.thread(ANN), "anew");
    assertThat(house.store().erasures().erase(ANN, null, 100).receipt().counts())
        .doesNotContainKey("data_keys");
    house.store().erasures().erase(Scope.tenant("acme"), null, 100);
    ChatThread later = house.thread(ANN);
    house.say(later, "once more");
    house.forgetKeys();
    assertThat(house.texts(later)).containsExactly("once more");
    assertThat(house.texts(others)).containsExactly("said");
  }

  private String status() {
    return house.text("select status from tk_runs where id = ?", run.id().value());
  }
}
