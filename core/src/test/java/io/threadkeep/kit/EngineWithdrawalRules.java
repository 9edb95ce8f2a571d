package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.threadkeep.Conversation;
import io.threadkeep.RunRequest;
import io.threadkeep.context.BlockAligned;
import io.threadkeep.context.ContextPolicy;
import io.threadkeep.context.LastMessages;
import io.threadkeep.context.LeftOut;
import io.threadkeep.context.PositionRange;
import io.threadkeep.context.Summarising;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Role;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunStep;
import io.threadkeep.transport.ModelRequest;
import java.util.List;
import java.util.Objects;

/**
 * WITHDRAWN-1 to 3: what becomes of a message that is taken back.
 *
 * <ol>
 *   <li>No later call is shown it, and the explanation says so; what an earlier call was shown can
 *       still be made again, without its words. Nobody can say what is withdrawn.
 *   <li>Of a message that called tools the calls stay, and are shown with their results; a result
 *       itself is refused.
 *   <li>A summary that was begun before is not kept, and the next one does not have the words.
 * </ol>
 */
interface EngineWithdrawalRules extends StoreRules {
  String NOTES = "notes-model";
  ContextPolicy SUMMARISED = new Summarising(new BlockAligned(new LastMessages(4), 2), NOTES);

  @ContractRule("WITHDRAWN-1")
  default void noLaterCallIsShownIt(Trial trial) {
    PuppetTransport transport =
        new PuppetTransport((request, call) -> PuppetTransport.reply("Noted."));
    try (Workplace workplace = new Workplace(trial, transport)) {
      Conversation chat = workplace.chat();
      Run first = Workplace.end(workplace.ask("My card is 4111."));
      Message question = chat.messages().toList().get(0);
      assertThat(chat.withdraw(question.id()).isWithdrawn()).isTrue();
      assertThat(chat.withdraw(question.id())).isEqualTo(chat.message(question.id()));
      chat.updateMetadata(question.id(), Metadata.of("withdrawn", "by the user"));
      assertThat(chat.message(question.id()).isWithdrawn()).isTrue();

      Run second = Workplace.end(workplace.ask("Forget that."));
      assertThat(transport.requests().get(1).messages())
          .extracting(Message::text)
          .containsExactly("Noted.", "Forget that.");
      assertThat(Objects.requireNonNull(step(workplace, second).manifest()).leftOut())
          .containsExactly(new LeftOut(new PositionRange(1, 1), LeftOut.Reason.WITHDRAWN));
      assertThat(workplace.keep().runs().explain(second.id()).text()).contains("1, withdrawn");
      assertThat(workplace.keep().runs().replay(step(workplace, first)))
          .containsExactly(chat.message(question.id()));

      NewMessage pretends = NewMessage.of(Role.USER, new ContentPart.Withdrawn());
      assertThatExceptionOfType(InvalidInputException.class)
          .isThrownBy(() -> chat.append(pretends))
          .satisfies(e -> assertThat(e.field()).isEqualTo("content"));
      assertThatExceptionOfType(InvalidInputException.class)
          .isThrownBy(() -> chat.run(RunRequest.by(workplace.assistant().id()).saying(pretends)));
      assertThat(chat.messages()).hasSize(4);

      chat.messages().toList().forEach(message -> chat.withdraw(message.id()));
      assertThat(Workplace.end(chat.run(workplace.assistant())).status())
          .as("there is nothing left to be shown")
          .isEqualTo(RunStatus.COMPLETED);
      assertThat(transport.requests().get(2).messages()).isEmpty();
    }
  }

  @ContractRule("WITHDRAWN-2")
  default void callsStayAndAreShownWithTheirResults(Trial trial) {
    PuppetTransport transport = PuppetTransport.answering();
    try (Workplace workplace = new Workplace(trial, transport)) {
      Conversation chat = workplace.chat();
      ContentPart.ToolCall call = ToolAsking.weather("call");
      chat.append(
          NewMessage.user("How is the weather?"),
          NewMessage.of(Role.ASSISTANT, new ContentPart.Text("For 4111, I look."), call),
          NewMessage.of(Role.TOOL, new ContentPart.ToolResult("call", "sunny", false)));
      List<Message> log = chat.messages().toList();
      Message left = chat.withdraw(log.get(1).id());
      assertThat(left.content()).containsExactly(new ContentPart.Withdrawn(), call);
      assertThat(left.isWithdrawn()).isTrue();
      assertThatExceptionOfType(InvalidInputException.class)
          .isThrownBy(() -> chat.withdraw(log.get(2).id()))
          .satisfies(e -> assertThat(e.field()).isEqualTo("message"));

      Run run = Workplace.end(workplace.ask("And now?"));
      List<Message> shown = transport.requests().get(0).messages();
      assertThat(shown).extracting(Message::position).containsExactly(1L, 2L, 3L, 4L);
      assertThat(shown.get(1).content()).containsExactly(call);
      assertThat(workplace.keep().runs().replay(step(workplace, run))).isEqualTo(shown);
      Message asked = chat.append(NewMessage.of(Role.ASSISTANT, call)).get(0);
      assertThat(chat.withdraw(asked.id())).as("it has said nothing else").isEqualTo(asked);
    }
  }

  @ContractRule("WITHDRAWN-3")
  default void aSummaryThatWasBegunBeforeIsNotKept(Trial trial) {
    PuppetTransport.Gate gate = new PuppetTransport.Gate();
    PuppetTransport transport =
        new PuppetTransport(
            (request, call) ->
                isForNotes(request)
                    ? gate.pass(request, call)
                    : PuppetTransport.reply("Re: " + PuppetTransport.newest(request).length()));
    try (Workplace workplace = new Workplace(trial, transport)) {
      ask(workplace, "My card is 4111.");
      for (int turn = 0; turn < 6; turn++) {
        ask(workplace, "Go on.");
      }
      gate.awaitEntered();
      workplace.chat().withdraw(workplace.chat().messages().toList().get(0).id());
      gate.letGo();
      Eventually.holds(
          () -> {
            ask(workplace, "Go on.");
            return trial
                .store()
                .summaries()
                .newest(
                    workplace.chat().thread().owner(), workplace.chat().id(), NOTES, Long.MAX_VALUE)
                .isPresent();
          });
      List<String> asked =
          transport.requests().stream()
              .filter(EngineWithdrawalRules::isForNotes)
              .map(request -> request.messages().get(0).text())
              .toList();
      assertThat(asked.get(0)).contains("4111");
      assertThat(asked.get(1)).as("begins anew").contains("\"notes\":\"\"");
      assertThat(asked.subList(1, asked.size())).noneMatch(text -> text.contains("4111"));
    }
  }

  private static void ask(Workplace workplace, String question) {
    Run run =
        Workplace.end(
            workplace
                .chat()
                .run(
                    RunRequest.by(workplace.assistant().id())
                        .saying(NewMessage.user(question))
                        .context(SUMMARISED)));
    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
  }

  private static boolean isForNotes(ModelRequest request) {
    return request.settings().model().equals(NOTES);
  }

  private static RunStep step(Workplace workplace, Run run) {
    return workplace.keep().runs().steps(run.id(), PageRequest.oldestFirst()).items().get(0);
  }
}
