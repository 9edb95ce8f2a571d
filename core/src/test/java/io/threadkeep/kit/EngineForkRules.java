package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.threadkeep.Conversation;
import io.threadkeep.ForkRequest;
import io.threadkeep.RunRequest;
import io.threadkeep.context.BlockAligned;
import io.threadkeep.context.ContextPolicy;
import io.threadkeep.context.LastMessages;
import io.threadkeep.context.LeftOut;
import io.threadkeep.context.Pinned;
import io.threadkeep.error.IdempotencyConflictException;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.id.MessageId;
import io.threadkeep.message.Message;
import io.threadkeep.message.NewMessage;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunStep;
import io.threadkeep.thread.ForkPoint;
import io.threadkeep.thread.ThreadState;
import io.threadkeep.tool.ToolTraits;
import java.util.List;
import java.util.Objects;

/**
 * BRANCH-1 to 5: conversations that part from another one.
 *
 * <ol>
 *   <li>A run on a fork is shown what it shares and what is its own, with any policy, and both its
 *       manifest and its explanation say so.
 *   <li>Edit and regenerate: another question in the place of one, answered in a fork.
 *   <li>A fork between a tool's call and its result is one that a model can be asked in.
 *   <li>To rewind is to go on in a fork; what was said stays, archived.
 *   <li>The same key makes one fork, with an edit's message once; what is not in the thread, or not
 *       a user's, is refused.
 * </ol>
 */
interface EngineForkRules extends StoreRules {

  @ContractRule("BRANCH-1")
  default void aRunOnAForkIsShownWhatItShares(Trial trial) {
    PuppetTransport transport = PuppetTransport.answering();
    try (Workplace workplace = new Workplace(trial, transport)) {
      for (int turn = 1; turn <= 4; turn++) {
        Workplace.end(workplace.ask("Question " + turn));
      }
      List<Message> log = workplace.chat().messages().toList();
      Conversation fork = workplace.chat().fork(log.get(5).id());
      assertThat(fork.thread().forkedFrom()).isEqualTo(new ForkPoint(workplace.chat().id(), 6));
      for (ContextPolicy policy :
          List.of(
              new LastMessages(5),
              new BlockAligned(new LastMessages(6), 4),
              new Pinned(1, new LastMessages(3)))) {
        int before = transport.requests().size();
        Run run =
            Workplace.end(
                fork.run(
                    RunRequest.by(workplace.assistant().id())
                        .context(policy)
                        .saying(NewMessage.user("And in the fork?"))));
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        List<Message> shown = transport.requests().get(before).messages();
        assertThat(shown).extracting(Message::threadId).containsOnly(fork.id());
        assertThat(shown).isSubsetOf(fork.messages().toList());
        assertThat(shown).extracting(Message::text).doesNotContain("Question 4");
        for (RunStep step :
            workplace.keep().runs().steps(run.id(), PageRequest.oldestFirst()).items()) {
          assertThat(workplace.keep().runs().replay(step)).as(policy.spec()).isEqualTo(shown);
        }
        assertThat(workplace.keep().runs().explain(run.id()).toString())
            .contains("of 1-" + run.progress().pinnedEnd());
      }
      assertThat(transport.requests().get(4).messages())
          .extracting(Message::text)
          .containsExactly(
              "Question 2", "Re: Question 2", "Question 3", "Re: Question 3", "And in the fork?");
    }
  }

  @ContractRule("BRANCH-2")
  default void anotherQuestionIsAnsweredInTheForkOfOne(Trial trial) {
    PuppetTransport transport = PuppetTransport.answering();
    try (Workplace workplace = new Workplace(trial, transport)) {
      Conversation chat = workplace.chat();
      Workplace.end(workplace.ask("Hello?"));
      Workplace.end(workplace.ask("What is the capital of France?"));
      Message question = chat.messages().toList().get(2);
      Conversation edited = chat.edit(question.id(), "What is the capital of Italy?");
      Run run = Workplace.end(edited.run(workplace.assistant()));
      assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
      assertThat(edited.messages())
          .extracting(Message::text)
          .containsExactly(
              "Hello?",
              "Re: Hello?",
              "What is the capital of Italy?",
              "Re: What is the capital of Italy?");
      Conversation again = chat.fork(question.id());
      assertThat(Workplace.end(again.run(workplace.assistant())).status())
          .isEqualTo(RunStatus.COMPLETED);
      assertThat(again.messages())
          .extracting(Message::text)
          .endsWith("What is the capital of France?", "Re: What is the capital of France?");
      Message first = chat.messages().toList().get(0);
      assertThat(chat.edit(first.id(), "Good day?").messages())
          .extracting(Message::text)
          .containsExactly("Good day?");
      assertThat(chat.messages()).hasSize(4);
    }
  }

  @ContractRule("BRANCH-3")
  default void aForkBetweenACallAndItsResultCanBeAskedIn(Trial trial) {
    PuppetTool tool = PuppetTool.sunny(ToolTraits.defaults());
    PuppetTransport transport = ToolAsking.once(ToolAsking.weather("call"));
    try (Workplace workplace = new Workplace(trial, transport, tool)) {
      Workplace.end(workplace.ask("How is the weather?"));
      List<Message> log = workplace.chat().messages().toList();
      assertThat(log).hasSize(4);
      Conversation fork = workplace.chat().fork(log.get(1).id());
      int before = transport.requests().size();
      Run run = Workplace.end(fork.run(workplace.assistant()));
      assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
      assertThat(transport.requests().get(before).messages())
          .extracting(Message::text)
          .containsExactly("How is the weather?");
      RunStep first =
          workplace.keep().runs().steps(run.id(), PageRequest.oldestFirst()).items().get(0);
      assertThat(Objects.requireNonNull(first.manifest()).leftOut())
          .extracting(LeftOut::reason)
          .containsExactly(LeftOut.Reason.UNANSWERED_CALL);
      assertThat(tool.requests()).hasSize(2);
      assertThat(fork.messages()).hasSize(5);
    }
  }

  @ContractRule("BRANCH-4")
  default void toRewindIsToGoOnInAFork(Trial trial) {
    try (Workplace workplace = new Workplace(trial, PuppetTransport.answering())) {
      Workplace.end(workplace.ask("One?"));
      Workplace.end(workplace.ask("Two?"));
      Conversation chat = workplace.chat();
      List<Message> log = chat.messages().toList();
      Conversation rewound = chat.rewind(log.get(1).id());
      assertThat(rewound.messages()).extracting(Message::text).containsExactly("One?", "Re: One?");
      assertThat(rewound.thread().state()).isEqualTo(ThreadState.ACTIVE);
      assertThat(chat.thread().state()).isEqualTo(ThreadState.ARCHIVED);
      assertThat(chat.messages()).isEqualTo(log);
    }
  }

  @ContractRule("BRANCH-5")
  default void theSameKeyMakesOneForkAndStrangersAreRefused(Trial trial) {
    try (Workplace workplace = new Workplace(trial, PuppetTransport.answering())) {
      Workplace.end(workplace.ask("One?"));
      Conversation chat = workplace.chat();
      List<Message> log = chat.messages().toList();
      ForkRequest request =
          ForkRequest.at(log.get(0).id()).metadata(Metadata.of("branch", "b")).key("fork");
      Conversation fork = chat.fork(request);
      assertThat(fork.thread().metadata()).isEqualTo(Metadata.of("branch", "b"));
      assertThat(chat.fork(request).id()).isEqualTo(fork.id());
      assertThatExceptionOfType(IdempotencyConflictException.class)
          .isThrownBy(() -> chat.fork(request.metadata(Metadata.EMPTY)));
      assertThatExceptionOfType(IdempotencyConflictException.class)
          .isThrownBy(() -> chat.fork(ForkRequest.before(log.get(0).id()).key("fork")));
      MessageId question = log.get(0).id();
      NewMessage instead = NewMessage.user("Two?");
      List<Conversation> edits =
          Race.values(
              Race.among(
                  List.of(
                      () -> chat.edit(question, instead, "edit"),
                      () -> chat.edit(question, instead, "edit"))));
      Conversation edited = edits.get(0);
      edited.say("And three?");
      for (Conversation again : List.of(edits.get(1), chat.edit(question, instead, "edit"))) {
        assertThat(again.id()).isEqualTo(edited.id());
      }
      assertThat(edited.messages()).extracting(Message::text).containsExactly("Two?", "And three?");
      assertThatExceptionOfType(IdempotencyConflictException.class)
          .isThrownBy(() -> chat.edit(question, NewMessage.user("Three?"), "edit"));
      Message stranger = workplace.keep().conversations().start().say("elsewhere");
      Missing.assertThrown("message", stranger.id(), () -> chat.fork(stranger.id()));
      Missing.assertThrown("message", log.get(1).id(), () -> fork.rewind(log.get(1).id()));
      assertThatExceptionOfType(InvalidInputException.class)
          .isThrownBy(() -> chat.edit(log.get(1).id(), "I would rather say this."))
          .withMessageContaining("one of the assistant");
    }
  }
}
