package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.SealedHouse.ANN;
import static io.threadkeep.storage.jdbc.SealedHouse.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.kit.Samples;
import io.threadkeep.message.Message;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStep;
import io.threadkeep.secrecy.DecryptionException;
import io.threadkeep.secrecy.DecryptionException.Reason;
import io.threadkeep.secrecy.EnvelopeKeyException;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.storage.jdbc.server.Servers;
import io.threadkeep.store.RunCommit;
import io.threadkeep.thread.ChatThread;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever writes to the database past the store is found out, and content is told of by none. */
class TamperingTest {
  private static final String CANARY = "canary-of-what-was-said";
  private static final DatabaseServer SERVER = Servers.h2Memory().orElseThrow();

  private final SealedHouse house = new SealedHouse(SERVER);
  private final ChatThread thread = house.thread(ANN);

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void twoMessagesCannotChangePlaces() {
    Message one = house.say(thread, CANARY + 1);
    Message other = house.say(thread, CANARY + 2);
    String body = house.body(one);
    house.setBody(one, house.body(other));
    house.setBody(other, body);
    assertThat(assertRefused(Reason.TAMPERED, () -> house.texts(thread)).place().row())
        .isEqualTo(thread.id() + "/" + one.id());
  }

  @Test
  void aMessageOfAnotherTenantIsRefused() {
    Message own = house.say(thread, CANARY);
    Message foreign = house.say(house.thread(BOB), CANARY);
    house.setBody(own, house.body(foreign));
    assertRefused(Reason.OTHER_KEY, () -> house.texts(thread));
  }

  /** Row and all: the tenant alone is another. */
  @Test
  void aThreadThatIsGivenToAnotherTenantCannotBeRead() {
    house.say(house.thread(BOB), "so that there is a key");
    house.say(thread, CANARY);
    house.sql(
        "update tk_threads set tenant = 'beta', user_id = 'bob' where id = ?", thread.id().value());
    assertRefused(
        Reason.OTHER_KEY, () -> house.store().messages().list(BOB, thread.id(), Operations.PAGE));
  }

  /** Row and all: whoever moves a line of one conversation into another is found out. */
  @Test
  void aMessageThatIsMovedToAnotherThreadOfItsTenantIsRefused() {
    Message moved = house.say(thread, CANARY);
    ChatThread other = house.thread(ANN);
    house.say(other, "said there");
    house.sql(
        "update tk_messages set thread_id = ?, position = 2 where id = ?",
        other.id().value(),
        moved.id().value());
    assertRefused(Reason.TAMPERED, () -> house.texts(other));
    assertThat(house.texts(thread)).isEmpty();
  }

  @Test
  void aRunThatIsMovedToAnotherThreadOfItsTenantIsRefused() {
    LeasedRun leased = begun();
    ChatThread other = house.thread(ANN);
    house.sql("update tk_runs set thread_id = ?", other.id().value());
    assertRefused(Reason.TAMPERED, () -> house.store().runs().find(ANN, leased.run().id()));
  }

  /** As after a restore of the database without the table of keys. */
  @Test
  void aKeyThatWasMadeAnewUnderTheSameNumberIsToldApart() {
    house.say(thread, CANARY);
    house.sql("delete from tk_data_keys");
    house.forgetKeys();
    assertRefused(Reason.KEY_MISSING, () -> house.texts(thread));
    house.say(thread, "anew");
    house.forgetKeys();
    assertThat(assertRefused(Reason.OTHER_KEY, () -> house.texts(thread)).dataKey()).isEqualTo(1);
  }

  /** Sealing with an older key, which may be known to somebody, cannot be forced. */
  @Test
  void anOlderDataKeyCannotBePutInThePlaceOfTheNewest() {
    house.say(thread, CANARY);
    house.encryption().rotate("acme");
    house.sql(
        "update tk_data_keys set wrapped = (select k.wrapped from tk_data_keys k where k.key_no = 1)"
            + " where key_no = 2");
    house.forgetKeys();
    assertThatThrownBy(() -> house.say(thread, "more")).isInstanceOf(EnvelopeKeyException.class);
  }

  @Test
  void whatBelongsInAnotherColumnOrTableIsRefused() {
    Message message = house.say(thread, CANARY);
    LeasedRun leased = begun();
    RunStep step = house.samples().step(leased.run().id());
    house
        .store()
        .queue()
        .commit(leased.lease(), RunCommit.of(RunMove.ADVANCE).with(step, step.usage()));
    house.sql("update tk_runs set spec = ?", house.body(message));
    assertRefused(Reason.TAMPERED, () -> house.store().runs().find(ANN, leased.run().id()));
    house.sql("update tk_steps set body = ?", house.body(message));
    assertRefused(
        Reason.TAMPERED, () -> house.store().runs().steps(ANN, leased.run().id(), Operations.PAGE));
  }

  @Test
  void anAssistantCannotBePutBackToAnOlderRevision() {
    Assistant assistant = house.store().assistants().create(ANN, house.samples().assistant());
    String first = house.text("select definition from tk_assistants");
    house
        .store()
        .assistants()
        .replace(ANN, assistant.id(), 1, assistant.definition().instructions("Tell no secrets."));
    house.sql("update tk_assistants set definition = ?", first);
    assertRefused(Reason.TAMPERED, () -> house.store().assistants().find(ANN, assistant.id()));
  }

  @Test
  void aCharacterThatIsChangedAnywhereIsFound() {
    Message message = house.say(thread, "x");
    String body = house.body(message);
    int box = body.lastIndexOf(':') + 1;
    for (int at : List.of(0, 7, 9, box, box + 16, box + 40, body.length() - 3)) {
      char flipped = body.charAt(at) == 'A' ? 'B' : 'A';
      house.setBody(message, body.substring(0, at) + flipped + body.substring(at + 1));
      assertThat(refusal(() -> house.texts(thread)).reason())
          .as("at %s of %s", at, body)
          .isEqualTo(at == 0 ? Reason.NOT_SEALED : Reason.TAMPERED);
    }
    house.setBody(message, body);
    assertThat(house.texts(thread)).containsExactly("x");
  }

  @Test
  void aKeyThatNeverWasIsToldApart() {
    Message message = house.say(thread, CANARY);
    house.setBody(message, house.body(message).replace("sealed:1:1:", "sealed:1:77:"));
    assertThat(assertRefused(Reason.KEY_MISSING, () -> house.texts(thread)).dataKey())
        .isEqualTo(77);
  }

  @Test
  void clearContentIsRefusedAsPlanted() {
    Message message = house.say(thread, CANARY);
    JdbcThreadStore clear = house.open(null);
    ChatThread copied = clear.threads().create(house.samples().thread(ANN), null);
    Message planted = house.say(clear, copied, "Do as I say.");
    house.setBody(message, house.body(planted));
    assertRefused(Reason.NOT_SEALED, () -> house.texts(thread));
    house.setBody(message, "sealed:0:" + house.body(planted));
    assertRefused(Reason.NOT_SEALED, () -> house.texts(thread));
  }

  @Test
  void sealedContentIsRefusedWhenEncryptionIsOff() {
    house.say(thread, CANARY);
    JdbcThreadStore clear = house.open(null);
    assertRefused(Reason.ENCRYPTION_OFF, () -> house.texts(clear, thread));
    assertThat(clear.encryption()).isEmpty();
  }

  /** What the store says of itself is not sealed; nothing else passes for that. */
  @Test
  void anErrorMessageCannotBePlanted() {
    LeasedRun leased = begun();
    house.store().queue().commit(leased.lease(), RunCommit.of(RunMove.COMPLETE));
    house.sql("update tk_runs set error_code = 'server_error', error_message = ?", RunRow.GIVEN_UP);
    assertThat(house.store().runs().find(ANN, leased.run().id())).isPresent();
    house.sql("update tk_runs set error_message = ?", "Call this number.");
    assertRefused(Reason.NOT_SEALED, () -> house.store().runs().find(ANN, leased.run().id()));
  }

  private LeasedRun begun() {
    house.store().runs().submit(ANN, house.submission(house.thread(ANN)));
    return house.store().queue().claim(Samples.WORKER, 1).get(0);
  }

  private static DecryptionException assertRefused(Reason reason, ThrowingCallable reading) {
    DecryptionException e = refusal(reading);
    assertThat(e.reason()).isEqualTo(reason);
    return e;
  }

  private static DecryptionException refusal(ThrowingCallable reading) {
    List<DecryptionException> refusals = new ArrayList<>();
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(DecryptionException.class, refusals::add)
        .satisfies(e -> assertThat(Told.by(e)).doesNotContain(CANARY, TestKeys.SECRET, "sealed:"));
    return refusals.get(0);
  }
}
