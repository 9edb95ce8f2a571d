package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.PendingRun;
import io.threadkeep.message.ContentPart.ToolCall;
import io.threadkeep.message.ContentPart.ToolResult;
import io.threadkeep.message.Message;
import io.threadkeep.message.Role;
import io.threadkeep.options.ToolOptions;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.StepCall;
import io.threadkeep.run.StepDetails;
import io.threadkeep.run.StepStatus;
import io.threadkeep.tool.ToolTraits;
import io.threadkeep.transport.ModelRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * ENGINE-24 to 31: tools that workers carry out.
 *
 * <ol start="24">
 *   <li>A tool's output is in the log and before the model, and the reply follows from it.
 *   <li>The calls of one answer are carried out at the same time, and answered in their order.
 *   <li>A tool that throws is an error to the model, without the exception's words.
 *   <li>A tool that hangs is given up when its time is over.
 *   <li>A call with arguments that do not fit is not made; a model that does not learn fails.
 *   <li>A tool that the assistant does not have is not called, and the model is told.
 *   <li>A model that asks for ever is stopped.
 *   <li>A cancel interrupts the tool, and every call has one result.
 * </ol>
 */
interface EngineToolRules extends StoreRules {

  @ContractRule("ENGINE-24")
  default void aToolsOutputIsBeforeTheModelAndTheReplyFollows(Trial trial) {
    PuppetTool tool = PuppetTool.sunny(ToolTraits.defaults());
    PuppetTransport transport = ToolAsking.once(ToolAsking.weather("call-1"));
    try (Workplace workplace = new Workplace(trial, transport, tool)) {
      PendingRun asked = workplace.ask("How is the weather?");
      Run run = Workplace.end(asked);
      assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
      assertThat(workplace.chat().messages().map(Message::role))
          .containsExactly(Role.USER, Role.ASSISTANT, Role.TOOL, Role.ASSISTANT);
      assertThat(asked.reply().map(Message::text)).hasValue("I hear: sunny: " + ToolAsking.PARIS);
      assertThat(asked.reply()).isEqualTo(workplace.keep().runs().reply(run));
      assertThat(run.usage()).isEqualTo(PuppetTransport.USAGE.plus(PuppetTransport.USAGE));
      List<RunStep> steps =
          workplace.keep().runs().steps(run.id(), PageRequest.oldestFirst()).items();
      assertThat(steps).extracting(RunStep::status).containsOnly(StepStatus.COMPLETED);
      assertThat(steps.get(0).details()).isInstanceOf(StepDetails.ToolCalls.class);
      assertThat(tool.requests()).hasSize(1);
      assertThat(tool.requests().get(0).call().idempotencyKey())
          .isEqualTo(run.id() + "/" + steps.get(0).id() + "/call-1");
      Instant now = trial.clock().instant();
      assertThat(workplace.keep().runs().calls(steps.get(0)))
          .containsExactly(
              new StepCall(ToolAsking.weather("call-1"), results(workplace).get(0), now, now));
    }
  }

  @ContractRule("ENGINE-25")
  default void theCallsOfOneAnswerRunTogetherAndAreAnsweredInOrder(Trial trial) {
    CyclicBarrier together = new CyclicBarrier(2);
    CountDownLatch secondIsDone = new CountDownLatch(1);
    PuppetTool tool =
        new PuppetTool(
            "weather",
            ToolTraits.defaults(),
            request -> {
              meet(together);
              if (request.call().callId().equals("call-1")) {
                await(secondIsDone);
              } else {
                secondIsDone.countDown();
              }
              return request.call().callId();
            });
    PuppetTransport transport =
        ToolAsking.once(ToolAsking.weather("call-1"), ToolAsking.weather("call-2"));
    try (Workplace workplace = new Workplace(trial, transport, tool)) {
      Run run = Workplace.end(workplace.ask("And there?"));
      assertThat(workplace.keep().runs().reply(run).map(Message::text))
          .hasValue("I hear: call-1, call-2");
    }
  }

  @ContractRule("ENGINE-26")
  default void aToolThatThrowsIsAnErrorWithoutItsWords(Trial trial) {
    PuppetTool tool =
        new PuppetTool(
            "weather",
            ToolTraits.defaults(),
            request -> {
              throw new IllegalStateException("password=hunter2");
            });
    PuppetTransport transport = ToolAsking.once(ToolAsking.weather("call-1"));
    try (Workplace workplace = new Workplace(trial, transport, tool)) {
      Run run = Workplace.end(workplace.ask("How is the weather?"));
      assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
      assertThat(results(workplace)).singleElement().matches(ToolResult::failed);
      assertThat(workplace.keep().runs().reply(run).map(Message::text).orElseThrow())
          .contains("IllegalStateException")
          .doesNotContain("hunter2");
    }
  }

  @ContractRule("ENGINE-27")
  default void aToolThatHangsIsGivenUp(Trial trial) {
    CountDownLatch never = new CountDownLatch(1);
    PuppetTool tool =
        new PuppetTool(
            "weather",
            ToolTraits.defaults().timeout(Duration.ofMillis(50)),
            request -> {
              never.await();
              return "too late";
            });
    PuppetTransport transport = ToolAsking.once(ToolAsking.weather("call-1"));
    try (Workplace workplace = new Workplace(trial, transport, tool)) {
      Run run = Workplace.end(workplace.ask("How is the weather?"));
      assertThat(workplace.keep().runs().reply(run).map(Message::text).orElseThrow())
          .contains("did not answer");
    }
  }

  @ContractRule("ENGINE-28")
  default void argumentsThatDoNotFitAreToldAndEndTheRunInTheEnd(Trial trial) {
    PuppetTool tool = PuppetTool.sunny(ToolTraits.defaults());
    PuppetTransport transport =
        new PuppetTransport(
            (request, call) -> ToolAsking.asking(new ToolCall("call-1", "weather", "{}")));
    try (Workplace workplace = new Workplace(trial, transport, tool)) {
      Run run = Workplace.end(workplace.ask("How is the weather?"));
      assertThat(run.status()).isEqualTo(RunStatus.FAILED);
      assertThat(String.valueOf(run.error())).contains("do not fit");
      assertThat(tool.requests()).isEmpty();
      assertThat(transport.requests()).hasSize(4);
      assertThat(ToolAsking.resultsOfThisTurn(transport.requests().get(1)).get(0)).contains("city");
    }
  }

  @ContractRule("ENGINE-29")
  default void aToolThatTheAssistantDoesNotHaveIsNotCalled(Trial trial) {
    PuppetTool tool = PuppetTool.sunny(ToolTraits.defaults());
    PuppetTransport transport = ToolAsking.once(new ToolCall("call-1", "launch", "{}"));
    try (Workplace workplace = new Workplace(trial, transport, tool)) {
      Run run = Workplace.end(workplace.ask("Launch!"));
      assertThat(workplace.keep().runs().reply(run).map(Message::text).orElseThrow())
          .contains("no tool 'launch'");
    }
  }

  @ContractRule("ENGINE-30")
  default void aModelThatAsksForEverIsStopped(Trial trial) {
    PuppetTool tool = PuppetTool.sunny(ToolTraits.defaults());
    PuppetTransport transport =
        new PuppetTransport((request, call) -> ToolAsking.asking(ToolAsking.weather("call-1")));
    try (Workplace workplace = new Workplace(trial, transport, tool)) {
      PendingRun asked = workplace.ask("How is the weather?");
      Run run = Workplace.end(asked);
      assertThat(run.status()).isEqualTo(RunStatus.FAILED);
      assertThat(String.valueOf(run.error())).contains("max-rounds");
      assertThat(asked.reply()).isEqualTo(workplace.keep().runs().reply(run)).isEmpty();
      assertThat(tool.requests()).hasSize(ToolOptions.defaults().maxRounds());
      assertPaired(transport.requests().get(transport.requests().size() - 1));
    }
  }

  @ContractRule("ENGINE-31")
  default void aCancelInterruptsTheToolAndEveryCallHasOneResult(Trial trial) {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    PuppetTool tool =
        new PuppetTool(
            "weather",
            ToolTraits.defaults(),
            request -> {
              if (request.call().callId().equals("quick")) {
                return "done";
              }
              entered.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
              return "never seen";
            });
    PuppetTransport transport =
        new PuppetTransport(
            (request, call) ->
                PuppetTransport.newest(request).equals("Again?")
                    ? PuppetTransport.reply("It was sunny.")
                    : ToolAsking.asking(ToolAsking.weather("quick"), ToolAsking.weather("slow")));
    try (Workplace workplace = new Workplace(trial, transport, tool)) {
      PendingRun run = workplace.ask("How is the weather?");
      await(entered);
      run.cancel();
      assertThat(Workplace.end(run).status()).isEqualTo(RunStatus.CANCELLED);
      await(interrupted);
      assertThat(results(workplace))
          .extracting(ToolResult::callId)
          .containsExactlyInAnyOrder("quick", "slow");
      assertThat(workplace.keep().runs().steps(run.id(), PageRequest.oldestFirst()).items())
          .extracting(RunStep::status)
          .containsExactly(StepStatus.CANCELLED);
      assertThat(Workplace.end(workplace.ask("Again?")).status()).isEqualTo(RunStatus.COMPLETED);
      assertPaired(transport.requests().get(1));
    }
  }

  /** All results in the log, in its order. */
  static List<ToolResult> results(Workplace workplace) {
    return workplace.chat().messages().flatMap(m -> m.toolResults().stream()).toList();
  }

  /** That every call has its results, and none is without its call. */
  static void assertPaired(ModelRequest request) {
    assertThat(
            request.messages().stream()
                .flatMap(m -> m.toolResults().stream())
                .map(ToolResult::callId))
        .containsExactlyInAnyOrderElementsOf(
            request.messages().stream()
                .flatMap(m -> m.toolCalls().stream())
                .map(ToolCall::callId)
                .toList());
  }

  static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).as("it happens").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static void meet(CyclicBarrier barrier) throws InterruptedException {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (BrokenBarrierException | TimeoutException e) {
      throw new AssertionError("The other call never came.", e);
    }
  }
}
