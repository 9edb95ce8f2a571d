package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.Conversation;
import io.threadkeep.PendingRun;
import io.threadkeep.RunRequest;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.message.ContentPart.ToolCall;
import io.threadkeep.message.ContentPart.ToolResult;
import io.threadkeep.message.Message;
import io.threadkeep.message.NewMessage;
import io.threadkeep.run.AnswerConflictException;
import io.threadkeep.run.IllegalRunMoveException;
import io.threadkeep.run.RequiredCall;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.StepDetails.AwaitedCall.Wanted;
import io.threadkeep.run.ToolAnswer;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.tool.ToolTraits;
import java.util.ArrayList;
import java.util.List;

/**
 * ENGINE-32 to 36: tool calls that the run's owner has a part in.
 *
 * <ol start="32">
 *   <li>A run stops for the owner's tools, and goes on when all of them are answered.
 *   <li>Answers are taken all or none; the same again is the same, others are refused, and none is
 *       taken from another scope.
 *   <li>Workers' and owner's tools in one answer: the former are carried out, then the run stops.
 *   <li>A tool that needs approval is called after it, once; after a denial it is not called.
 *   <li>A run whose answers never come expires, its calls are closed, and its thread goes on.
 * </ol>
 */
interface EngineOwnerRules extends StoreRules {

  @ContractRule("ENGINE-32")
  default void aRunStopsForTheOwnersToolsAndGoesOnWithTheirOutputs(Trial trial) {
    PuppetTransport transport = ToolAsking.once(lookUp("call-1"), lookUp("call-2"));
    try (Workplace workplace = new Workplace(trial, transport)) {
      PendingRun run = askWithOwnTool(workplace);
      assertThat(Workplace.stop(run).status()).isEqualTo(RunStatus.REQUIRES_ACTION);
      assertThat(run.required())
          .containsExactly(
              new RequiredCall(lookUp("call-1"), Wanted.OUTPUT),
              new RequiredCall(lookUp("call-2"), Wanted.OUTPUT));
      run.answer(ToolAnswer.output("call-2", "two"), ToolAnswer.output("call-1", "one"));
      Run ended = Workplace.end(run);
      assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
      assertThat(ended.progress().attempts()).isEqualTo(1);
      assertThat(run.reply().map(Message::text)).hasValue("I hear: two, one");
      assertThat(run.required()).isEmpty();
      assertThat(transport.requests()).hasSize(2);
    }
  }

  @ContractRule("ENGINE-33")
  default void answersAreTakenAllOrNoneAndTheSameAgainIsTheSame(Trial trial) {
    PuppetTransport transport = ToolAsking.once(lookUp("call-1"), lookUp("call-2"));
    try (Workplace workplace = new Workplace(trial, transport)) {
      PendingRun run = askWithOwnTool(workplace);
      Workplace.stop(run);
      ToolAnswer one = ToolAnswer.output("call-1", "one");
      ToolAnswer two = ToolAnswer.output("call-2", "two");
      for (List<ToolAnswer> wrong :
          List.of(
              List.<ToolAnswer>of(),
              List.of(one),
              List.of(one, one),
              List.of(one, two, ToolAnswer.output("call-3", "three")),
              List.of(one, ToolAnswer.approval("call-2")))) {
        assertThatThrownBy(() -> workplace.keep().runs().answer(run.id(), wrong))
            .isInstanceOf(InvalidInputException.class);
      }
      assertThatThrownBy(
              () -> workplace.keep().runs(Scopes.GLOBEX_ANN).answer(run.id(), List.of(one, two)))
          .isInstanceOf(NotFoundException.class);
      assertThat(EngineToolRules.results(workplace)).isEmpty();
      run.answer(one, two);
      run.answer(one, two);
      Workplace.end(run);
      assertThat(run.answer(one, two).status()).isEqualTo(RunStatus.COMPLETED);
      assertThatThrownBy(() -> run.answer(one, ToolAnswer.output("call-2", "else")))
          .isInstanceOf(AnswerConflictException.class);
      assertThat(EngineToolRules.results(workplace)).hasSize(2);
    }
  }

  @ContractRule("ENGINE-34")
  default void workersToolsAreCarriedOutBeforeTheRunStopsForTheOwners(Trial trial) {
    PuppetTool tool = PuppetTool.sunny(ToolTraits.defaults());
    PuppetTransport transport = ToolAsking.once(lookUp("call-1"), ToolAsking.weather("call-2"));
    try (Workplace workplace = new Workplace(trial, transport, tool)) {
      PendingRun run = askWithOwnTool(workplace, tool.definition());
      Workplace.stop(run);
      assertThat(EngineToolRules.results(workplace))
          .extracting(ToolResult::callId)
          .containsExactly("call-2");
      assertThat(run.required()).extracting(call -> call.call().callId()).containsExactly("call-1");
      run.answer(ToolAnswer.output("call-1", "found"));
      Workplace.end(run);
      assertThat(run.reply().map(Message::text).orElseThrow()).contains("found").contains("sunny");
      assertThat(tool.requests()).hasSize(1);
      EngineToolRules.assertPaired(transport.requests().get(1));
    }
  }

  @ContractRule("ENGINE-35")
  default void aToolThatNeedsApprovalWaitsForItAndADenialKeepsItFromBeingCalled(Trial trial) {
    PuppetTool tool = PuppetTool.sunny(ToolTraits.defaults().needsApproval(true));
    PuppetTransport transport =
        ToolAsking.once(ToolAsking.weather("yes"), ToolAsking.weather("no"));
    try (Workplace workplace = new Workplace(trial, transport, tool)) {
      PendingRun run = workplace.ask("How is the weather?");
      Workplace.stop(run);
      assertThat(run.required()).extracting(RequiredCall::wanted).containsOnly(Wanted.APPROVAL);
      assertThat(tool.requests()).isEmpty();
      ToolAnswer denial = ToolAnswer.denial("no", "too dear");
      run.answer(ToolAnswer.approval("yes"), denial);
      Workplace.end(run);
      assertThat(tool.requests()).hasSize(1);
      assertThat(tool.requests().get(0).call().callId()).isEqualTo("yes");
      assertThat(run.reply().map(Message::text).orElseThrow())
          .contains("too dear")
          .contains("sunny");
      assertThat(run.answer(ToolAnswer.approval("yes"), denial).status())
          .isEqualTo(RunStatus.COMPLETED);
      assertThatThrownBy(() -> run.answer(ToolAnswer.denial("yes", "changed my mind"), denial))
          .isInstanceOf(AnswerConflictException.class);
    }
  }

  @ContractRule("ENGINE-36")
  default void answersThatNeverComeExpireTheRunAndFreeItsThread(Trial trial) {
    PuppetTransport transport =
        new PuppetTransport(
            (request, call) ->
                PuppetTransport.newest(request).equals("Go on.")
                    ? PuppetTransport.reply("Gladly.")
                    : ToolAsking.asking(lookUp("call-1")));
    try (Workplace workplace = new Workplace(trial, transport)) {
      PendingRun run = askWithOwnTool(workplace);
      Workplace.stop(run);
      trial.pass(Samples.RUN_TIME);
      assertThat(Workplace.end(run).status()).isEqualTo(RunStatus.EXPIRED);
      assertThatThrownBy(() -> run.answer(ToolAnswer.output("call-1", "late")))
          .isInstanceOfAny(IllegalRunMoveException.class, AnswerConflictException.class);
      assertThat(Workplace.end(workplace.ask("Go on.")).status()).isEqualTo(RunStatus.COMPLETED);
      EngineToolRules.assertPaired(transport.requests().get(1));
    }
  }

  static ToolCall lookUp(String callId) {
    return new ToolCall(callId, "look_up", "{}");
  }

  static PendingRun askWithOwnTool(Workplace workplace, ToolDefinition... workers) {
    List<ToolDefinition> tools = new ArrayList<>(List.of(workers));
    tools.add(new ToolDefinition("look_up", "Looks an order up."));
    Assistant clerk =
        workplace.keep().assistants().create(NewAssistant.named("Clerk").tools(tools));
    Conversation chat = workplace.chat();
    return chat.run(RunRequest.by(clerk.id()).saying(NewMessage.user("Where is it?")));
  }
}
