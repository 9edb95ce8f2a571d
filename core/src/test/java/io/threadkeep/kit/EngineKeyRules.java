package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.threadkeep.Conversation;
import io.threadkeep.Conversations;
import io.threadkeep.PendingRun;
import io.threadkeep.RunRequest;
import io.threadkeep.error.IdempotencyConflictException;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.AssistantId;
import io.threadkeep.message.ContentPart.ToolCall;
import io.threadkeep.message.Message;
import io.threadkeep.message.NewMessage;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.ToolAnswer;
import io.threadkeep.store.StorageUnavailableException;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import io.threadkeep.tool.ToolChoice;
import io.threadkeep.tool.ToolDefinition;
import java.util.List;

/**
 * ENGINE-113 to ENGINE-118: what is asked for again.
 *
 * <ol start="113">
 *   <li>A run is found again whatever has become of its assistant.
 *   <li>So is what was appended; looking for it appends nothing.
 *   <li>A conversation that was broken off before its first messages has them once when it is
 *       started again, and is refused to others.
 *   <li>So it is with one that begins with a run.
 *   <li>Of a run that is refused no thread stays, and its key is free.
 *   <li>Who gives the same answers at the same time as somebody else is not refused.
 * </ol>
 */
interface EngineKeyRules extends StoreRules {
  Metadata LABEL = Metadata.of("topic", "maps");

  @ContractRule("ENGINE-113")
  default void aRunIsFoundAgainWhenItsAssistantIsGone(Trial trial) {
    try (Workplace workplace = new Workplace(trial, PuppetTransport.answering())) {
      AssistantId assistant = workplace.assistant().id();
      RunRequest asked = RunRequest.by(assistant).saying(NewMessage.user("Once.")).key("click");
      assertThat(workplace.keep().runs().submitted(workplace.chat().id(), asked)).isEmpty();
      Run first = Workplace.end(workplace.chat().run(asked));
      workplace.keep().assistants().delete(assistant);
      assertThat(workplace.chat().run(asked).id()).isEqualTo(first.id());
      assertThat(workplace.keep().runs().submitted(workplace.chat().id(), asked)).contains(first);
      assertThatExceptionOfType(NotFoundException.class)
          .isThrownBy(() -> workplace.chat().run(asked.key("another")));
      assertThatExceptionOfType(IdempotencyConflictException.class)
          .isThrownBy(() -> workplace.chat().run(asked.metadata(LABEL)));
    }
  }

  @ContractRule("ENGINE-114")
  default void whatWasAppendedIsFoundAgain(Trial trial) {
    try (Workplace workplace = new Workplace(trial, PuppetTransport.answering())) {
      Conversation chat = workplace.chat();
      List<NewMessage> messages = List.of(NewMessage.user("Once."));
      assertThat(chat.appended(messages, "click")).isEmpty();
      assertThat(chat.appended(messages, null)).isEmpty();
      List<Message> first = chat.append(messages, "click");
      assertThat(chat.appended(messages, "click")).contains(first);
      assertThat(chat.messages()).containsExactlyElementsOf(first);
      assertThatExceptionOfType(IdempotencyConflictException.class)
          .isThrownBy(() -> chat.appended(List.of(NewMessage.user("Else.")), "click"));
    }
  }

  @ContractRule("ENGINE-115")
  default void whatWasBrokenOffBeforeItsMessagesIsTakenUp(Trial trial) {
    List<NewMessage> messages = List.of(NewMessage.user("Once."), NewMessage.user("And again."));
    try (Workplace workplace = interrupted(trial, "append")) {
      Conversations chats = workplace.keep().conversations();
      assertThatExceptionOfType(StorageUnavailableException.class)
          .isThrownBy(() -> chats.start(LABEL, messages, "click"));
      assertThatExceptionOfType(IdempotencyConflictException.class)
          .isThrownBy(() -> chats.start(LABEL, List.of(NewMessage.user("Else.")), "click"));
      assertThatExceptionOfType(IdempotencyConflictException.class)
          .isThrownBy(() -> chats.start(LABEL, "click"));
      Conversation first = chats.start(LABEL, messages, "click");
      assertThat(chats.start(LABEL, messages, "click").id()).isEqualTo(first.id());
      assertThat(first.messages().map(Message::text)).containsExactly("Once.", "And again.");
      assertThat(labelled(chats)).extracting(ChatThread::id).containsExactly(first.id());
    }
  }

  @ContractRule("ENGINE-116")
  default void whatWasBrokenOffBeforeItsRunIsTakenUp(Trial trial) {
    try (Workplace workplace = interrupted(trial, "submit")) {
      Conversations chats = workplace.keep().conversations();
      AssistantId assistant = workplace.assistant().id();
      RunRequest asked = RunRequest.by(assistant).saying(NewMessage.user("Once.")).key("click");
      assertThatExceptionOfType(StorageUnavailableException.class)
          .isThrownBy(() -> chats.startWith(LABEL, asked));
      assertThatExceptionOfType(IdempotencyConflictException.class)
          .isThrownBy(() -> chats.startWith(LABEL, asked.saying(NewMessage.user("Else."))));
      PendingRun first = chats.startWith(LABEL, asked);
      Run ended = Workplace.end(first);
      workplace.keep().assistants().delete(assistant);
      assertThat(chats.startWith(LABEL, asked).id()).isEqualTo(first.id());
      assertThatExceptionOfType(IdempotencyConflictException.class)
          .isThrownBy(() -> chats.startWith(Metadata.EMPTY, asked));
      assertThat(labelled(chats)).extracting(ChatThread::id).containsExactly(ended.threadId());
      assertThat(chats.resume(ended.threadId()).messages().map(Message::text))
          .containsExactly("Once.", "Re: Once.");
    }
  }

  @ContractRule("ENGINE-117")
  default void ofARunThatIsRefusedNoThreadStays(Trial trial) {
    try (Workplace workplace = new Workplace(trial, PuppetTransport.answering())) {
      Conversations chats = workplace.keep().conversations();
      RunRequest asked = RunRequest.by(workplace.assistant().id()).key("click");
      assertThatExceptionOfType(InvalidInputException.class)
          .isThrownBy(() -> chats.startWith(LABEL, asked.toolChoice(new ToolChoice.Named("none"))));
      assertThatExceptionOfType(InvalidInputException.class)
          .isThrownBy(() -> chats.startWith(LABEL, asked.toolChoice(new ToolChoice.Required())));
      RunRequest nobodys = RunRequest.by(trial.samples().ids().assistant());
      assertThatExceptionOfType(NotFoundException.class)
          .isThrownBy(() -> chats.startWith(LABEL, nobodys));
      assertThat(labelled(chats)).isEmpty();
      Run run = chats.startWith(LABEL, asked).get();
      assertThat(labelled(chats)).extracting(ChatThread::id).containsExactly(run.threadId());
    }
  }

  @ContractRule("ENGINE-118")
  default void theSameAnswersFromTwoSidesAtOnceAreTakenOnce(Trial trial) {
    ToolDefinition own = new ToolDefinition("own", "");
    ToolCall asked = new ToolCall("call-1", "own", "{}");
    try (Workplace workplace = new Workplace(trial, ToolAsking.once(asked))) {
      PendingRun run =
          workplace
              .chat()
              .run(
                  RunRequest.by(workplace.assistant().id())
                      .saying(NewMessage.user("Once."))
                      .tools(List.of(own)));
      Workplace.stop(run);
      ToolAnswer answer = ToolAnswer.output("call-1", "one");
      ThreadStore store = Meanwhile.before("before", trial.store(), () -> run.answer(answer));
      try (Workplace other =
          new Workplace(trial, store, PuppetTransport.answering(), Workplace.BRISK.slots(0))) {
        assertThat(other.keep().runs().answer(run.id(), List.of(answer)).id()).isEqualTo(run.id());
      }
      Run ended = Workplace.end(run);
      assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
      assertThat(run.reply().map(Message::text)).hasValue("I hear: one");
    }
  }

  private static Workplace interrupted(Trial trial, String operation) {
    ThreadStore store = Meanwhile.brokenOffBefore(operation, trial.store());
    return new Workplace(trial, store, PuppetTransport.answering(), Workplace.options());
  }

  private static List<ChatThread> labelled(Conversations chats) {
    return chats.find(ThreadQuery.with("topic", "maps"), PageRequest.newestFirst()).items();
  }
}
