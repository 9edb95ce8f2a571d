package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.id.MessageId;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.MessageLog;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.thread.ChatThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * LOG-24 and LOG-25: what changes of a message that is in a log.
 *
 * <ol start="24">
 *   <li>Metadata is replaced as a whole, and nothing else of the message, its thread or the others
 *       changes; whatever gives the message again gives it so.
 *   <li>All that share a message show its metadata, whichever of them it was replaced in.
 * </ol>
 */
interface LogChangeRules extends StoreRules {

  @ContractRule("LOG-24")
  default void metadataIsReplacedAndNothingElse(Trial trial) {
    ChatThread thread = trial.startThread();
    IdempotencyKey key = new IdempotencyKey("append", "body");
    List<MessageDraft> drafts = new ArrayList<>(trial.samples().numbered("message ", 3));
    drafts.set(1, drafts.get(1).withMetadata(Metadata.of("old", "one").with("kept", "no")));
    MessageLog log = trial.store().messages();
    List<Message> before = log.append(Scopes.ANN, thread.id(), drafts, key);
    RunSubmission asked = trial.samples().submission(thread.id(), trial.samples().drafts("asked"));
    Message question = trial.submit(thread, asked).messages().get(0);
    trial.store().threads().archive(Scopes.ANN, thread.id());
    ChatThread archived = trial.reread(thread);
    trial.pass(Duration.ofMinutes(1));
    for (Metadata metadata :
        List.of(Metadata.of("kept", "yes").with("by \u00E0", "\uD83D\uDE00"), Metadata.EMPTY)) {
      List<Message> expected = new ArrayList<>(before);
      Message changed = with(before.get(1), metadata);
      expected.set(1, changed);
      for (int again = 0; again < 2; again++) {
        assertThat(log.replaceMetadata(Scopes.ANN, thread.id(), changed.id(), metadata))
            .isEqualTo(changed);
      }
      assertThat(log.append(Scopes.ANN, thread.id(), drafts, key)).isEqualTo(expected);
      assertThat(log.append(Scopes.ANN, thread.id(), drafts, null)).isEqualTo(expected);
      expected.add(question);
      Forks.assertReads(trial, thread, expected);
      assertThat(trial.reread(thread)).isEqualTo(archived);
    }
    Message seen = with(question, Metadata.of("seen", "yes"));
    log.replaceMetadata(Scopes.ANN, thread.id(), seen.id(), seen.metadata());
    assertThat(trial.submit(thread, asked).messages()).containsExactly(seen);
  }

  @ContractRule("LOG-25")
  default void allThatShareAMessageShowItsMetadata(Trial trial) {
    ChatThread source = Forks.source(trial, "message ", 4);
    ChatThread fork = Forks.make(trial, source, 3);
    trial.say(fork, "in the fork");
    ChatThread ofFork = Forks.make(trial, fork, 4);
    List<ChatThread> all = List.of(source, fork, ofFork);
    MessageLog log = trial.store().messages();
    MessageId shared = trial.log(source).get(1).id();
    for (ChatThread thread : all) {
      List<List<Message>> expected =
          all.stream()
              .map(
                  each -> {
                    List<Message> messages = new ArrayList<>(trial.log(each));
                    messages.set(1, with(messages.get(1), in(thread)));
                    return messages;
                  })
              .toList();
      assertThat(log.replaceMetadata(Scopes.ANN, thread.id(), shared, in(thread)).threadId())
          .isEqualTo(thread.id());
      for (int n = 0; n < all.size(); n++) {
        Forks.assertReads(trial, all.get(n), expected.get(n));
      }
    }
    Missing.assertThrown(
        "message",
        trial.log(source).get(3).id(),
        () ->
            log.replaceMetadata(
                Scopes.ANN, fork.id(), trial.log(source).get(3).id(), Metadata.EMPTY));
    trial.store().threads().delete(Scopes.ANN, source.id());
    for (ThreadId gone : List.of(source.id(), trial.samples().ids().thread())) {
      Missing.assertThrown(
          "message",
          shared,
          () -> log.replaceMetadata(Scopes.ANN, gone, shared, Metadata.of("seen", "no")));
    }
    log.replaceMetadata(Scopes.ANN, ofFork.id(), shared, Metadata.of("seen", "later"));
    assertThat(trial.log(fork).get(1).metadata()).isEqualTo(Metadata.of("seen", "later"));
  }

  private static Metadata in(ChatThread thread) {
    return Metadata.of("seen", "in " + thread.id());
  }

  private static Message with(Message message, Metadata metadata) {
    return new Message(
        message.threadId(), message.position(), message.draft().withMetadata(metadata));
  }
}
