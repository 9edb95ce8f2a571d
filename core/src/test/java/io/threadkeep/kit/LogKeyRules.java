package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.threadkeep.error.IdempotencyConflictException;
import io.threadkeep.id.Scope;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.MessageLog;
import io.threadkeep.thread.ChatThread;
import java.time.Duration;
import java.util.List;

/**
 * LOG-9 to LOG-14, and LOG-26: idempotency keys.
 *
 * <ol start="9">
 *   <li>The same key with the same fingerprint gives the first result.
 *   <li>With another fingerprint it is refused, and nothing is stored.
 *   <li>A key belongs to its scope.
 *   <li>Two appends at once with one key store once.
 *   <li>Keys are compared exactly.
 *   <li>Keys older than an age are forgotten, up to a limit, and no others.
 *   <li value="26">What an append with a key has given can be looked up; nothing comes of looking.
 * </ol>
 */
interface LogKeyRules extends StoreRules {

  @ContractRule("LOG-9")
  default void theSameKeyReturnsTheFirstResult(Trial trial) {
    ChatThread thread = trial.startThread();
    IdempotencyKey key = new IdempotencyKey("retry-1", "body-1");
    List<Message> first = append(trial, thread, key, "one", "two");
    trial.say(thread, "three");
    assertThat(append(trial, thread, key, "one", "two")).isEqualTo(first);
    assertThat(trial.log(thread)).hasSize(3);
  }

  @ContractRule("LOG-10")
  default void aKeyWithAnotherFingerprintIsRefused(Trial trial) {
    ChatThread thread = trial.startThread();
    List<Message> first = append(trial, thread, new IdempotencyKey("retry-1", "body-1"), "one");
    assertThatExceptionOfType(IdempotencyConflictException.class)
        .isThrownBy(() -> append(trial, thread, new IdempotencyKey("retry-1", "body-2"), "two"))
        .satisfies(e -> assertThat(e.key()).isEqualTo("retry-1"));
    assertThat(trial.log(thread)).isEqualTo(first);
  }

  @ContractRule("LOG-11")
  default void aKeyBelongsToItsScope(Trial trial) {
    IdempotencyKey key = new IdempotencyKey("shared", "body");
    for (Scope scope :
        List.of(Scopes.ANN, Scopes.BOB, Scopes.ACME, Scopes.GLOBEX, Scopes.GLOBEX_ANN)) {
      ChatThread thread = trial.startThread(scope);
      assertThat(append(trial, thread, key, "from " + scope))
          .singleElement()
          .satisfies(message -> assertThat(message.threadId()).isEqualTo(thread.id()));
      assertThat(trial.log(thread)).hasSize(1);
    }
  }

  @ContractRule("LOG-12")
  default void twoParallelAppendsWithOneKeyStoreOnce(Trial trial) {
    ChatThread thread = trial.startThread();
    for (int n = 1; n <= 50; n++) {
      IdempotencyKey key = new IdempotencyKey("double click " + n, "body");
      List<MessageDraft> left = trial.samples().drafts("hello");
      List<MessageDraft> right = trial.samples().drafts("hello");
      List<List<Message>> both =
          Race.values(
              Race.between(
                  () -> append(trial, thread, key, left), () -> append(trial, thread, key, right)));
      assertThat(both.get(0)).isEqualTo(both.get(1));
      assertThat(trial.reread(thread).messageCount()).isEqualTo(n);
    }
    assertThat(trial.log(thread)).hasSize(50);
  }

  @ContractRule("LOG-13")
  default void keysAreComparedExactly(Trial trial) {
    ChatThread thread = trial.startThread();
    List<String> keys =
        List.of("key", "KEY", "key ", " key", "k\u00E9y", "ke\u0301y", "'; --", "%");
    for (String key : keys) {
      append(trial, thread, new IdempotencyKey(key, "body of " + key), key);
    }
    assertThat(trial.log(thread)).extracting(Message::text).isEqualTo(keys);
  }

  @ContractRule("LOG-14")
  default void oldKeysAreForgottenAndNoOthers(Trial trial) {
    ChatThread thread = trial.startThread();
    append(trial, thread, new IdempotencyKey("first", "body"), "one");
    append(trial, thread, new IdempotencyKey("second", "body"), "two");
    trial.pass(Duration.ofHours(2));
    append(trial, thread, new IdempotencyKey("young", "body"), "three");
    Duration age = Duration.ofHours(1);

    assertThat(trial.store().queue().forgetKeys(age, 1)).isEqualTo(1);
    assertThat(trial.store().queue().forgetKeys(age, 100)).isEqualTo(1);
    assertThat(trial.store().queue().forgetKeys(age, 100)).isZero();

    append(trial, thread, new IdempotencyKey("first", "another body"), "four");
    append(trial, thread, new IdempotencyKey("second", "another body"), "five");
    append(trial, thread, new IdempotencyKey("young", "body"), "three again");
    assertThat(trial.log(thread))
        .extracting(Message::text)
        .containsExactly("one", "two", "three", "four", "five");
  }

  @ContractRule("LOG-26")
  default void whatAKeyStandsForIsLookedUp(Trial trial) {
    ChatThread thread = trial.startThread();
    MessageLog log = trial.store().messages();
    IdempotencyKey key = new IdempotencyKey("retry-1", "body-1");
    assertThat(log.appended(thread.owner(), key)).isEmpty();
    List<Message> first = append(trial, thread, key, "one", "two");
    trial.say(thread, "three");
    assertThat(log.appended(thread.owner(), key)).contains(first);
    assertThatExceptionOfType(IdempotencyConflictException.class)
        .isThrownBy(() -> log.appended(thread.owner(), new IdempotencyKey("retry-1", "body-2")));
    IdempotencyKey runs = new IdempotencyKey("run", "body");
    trial.submit(thread, trial.samples().submission(thread.id(), List.of()).keyed(runs));
    assertThatExceptionOfType(IdempotencyConflictException.class)
        .isThrownBy(() -> log.appended(thread.owner(), runs));
    assertThat(trial.log(thread)).hasSize(3);
    trial.store().threads().delete(thread.owner(), thread.id());
    assertThat(log.appended(thread.owner(), key)).isEmpty();
  }

  private static List<Message> append(
      Trial trial, ChatThread thread, IdempotencyKey key, String... texts) {
    return append(trial, thread, key, trial.samples().drafts(texts));
  }

  private static List<Message> append(
      Trial trial, ChatThread thread, IdempotencyKey key, List<MessageDraft> drafts) {
    return trial.store().messages().append(thread.owner(), thread.id(), drafts, key);
  }
}
