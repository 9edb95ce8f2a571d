package io.threadkeep.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.assistant.ModelSettings;
import io.threadkeep.context.ContextWindow;
import io.threadkeep.context.PromptSizes;
import io.threadkeep.context.TokenCounter;
import io.threadkeep.context.WindowManifest;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.id.IdSource;
import io.threadkeep.id.Scope;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.message.Message;
import io.threadkeep.message.NewMessage;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.options.Backoff;
import io.threadkeep.options.ToolOptions;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunBudget;
import io.threadkeep.run.RunError;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunProgress;
import io.threadkeep.run.RunSpec;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunTimes;
import io.threadkeep.run.StepDetails;
import io.threadkeep.run.StepStatus;
import io.threadkeep.run.Usage;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.StorageException;
import io.threadkeep.tool.ToolChoice;
import io.threadkeep.transport.AuthenticationException;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.OverloadedException;
import io.threadkeep.transport.RateLimitedException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The engine's decisions, one by one; no thread and no store is needed to see them. */
class RunMachineTest {
  private static final Usage SPENT = Usage.of(30, 12);
  private static final ContentPart.ToolCall CALL = new ContentPart.ToolCall("c", "refund", "{}");
  private static final List<ContentPart.ToolResult> DONE =
      List.of(new ContentPart.ToolResult("c", "refunded", false));

  private final ManualClock clock = new ManualClock();
  private final IdSource ids = new IdSource(clock, new Random(2));
  private final MessageDrafts drafts =
      new MessageDrafts(ids, clock, new PromptSizes(TokenCounter.estimating()));
  private final RunMachine machine =
      new RunMachine(
          Duration.ofMinutes(2),
          RoundBounds.of(ToolOptions.defaults()),
          new RetryRule(4, Backoff.defaults(), new Random(3)),
          new CommitDrafts(ids, clock, drafts));

  @Test
  void aReplyItsStepItsUsageAndTheEndAreOneCommit() {
    RunCommit commit = commitAfter(answered(FinishReason.STOP, new ContentPart.Text("Paris.")));
    assertThat(commit.move()).isEqualTo(RunMove.COMPLETE);
    assertThat(commit.messages()).hasSize(1);
    assertThat(commit.steps().get(0).details())
        .isEqualTo(new StepDetails.MessageCreation(commit.messages().get(0).id()));
    assertThat(commit.steps().get(0).manifest()).isNotNull();
    assertThat(commit.usage()).isEqualTo(SPENT);
  }

  @Test
  void anAnswerThatRanOutOfTokensIsKeptAndMarked() {
    RunCommit commit = commitAfter(answered(FinishReason.LENGTH, new ContentPart.Text("Par")));
    assertThat(commit.move()).isEqualTo(RunMove.CUT_SHORT);
    assertThat(commit.incomplete()).isEqualTo(IncompleteReason.MAX_COMPLETION_TOKENS);
    assertThat(commit.messages().get(0).origin().incomplete())
        .isEqualTo(IncompleteReason.MAX_COMPLETION_TOKENS);
  }

  @Test
  void anAnswerFilteredBeforeItsFirstWordLeavesNoMessage() {
    RunCommit commit = commitAfter(answered(FinishReason.CONTENT_FILTER));
    assertThat(commit.move()).isEqualTo(RunMove.CUT_SHORT);
    assertThat(commit.messages()).isEmpty();
    assertThat(commit.usage()).isEqualTo(SPENT);
  }

  @Test
  void toolCallsAreOnRecordBeforeAnyOfThemIsCarriedOut() {
    Transition asked = machine.step(calling(run(1)).state(), asking(CALL));
    RunCommit commit = ((RunAction.Commit) asked.action()).commit();
    assertThat(commit.move()).isEqualTo(RunMove.ADVANCE);
    assertThat(commit.messages()).hasSize(1);
    assertThat(commit.usage()).isEqualTo(SPENT);
    assertThat(commit.steps().get(0).status()).isEqualTo(StepStatus.IN_PROGRESS);
    Transition acting = machine.step(asked.state(), new ActionOutcome.Committed(run(1)));
    assertThat(((RunAction.CarryOut) acting.action()).round().open()).containsExactly(CALL);
  }

  @Test
  void resultsAreStoredBeforeTheModelIsAskedAgain() {
    Transition stored = machine.step(acting().state(), new ActionOutcome.CarriedOut(DONE, 0));
    RunCommit commit = ((RunAction.Commit) stored.action()).commit();
    assertThat(commit.move()).isEqualTo(RunMove.ADVANCE);
    assertThat(commit.messages().get(0).body().content()).containsExactly(DONE.get(0));
    assertThat(commit.steps().get(0).status()).isEqualTo(StepStatus.COMPLETED);
    assertThat(machine.step(stored.state(), new ActionOutcome.Committed(run(1))).action())
        .isInstanceOf(RunAction.ReadWindow.class);
  }

  @Test
  void aCancelInTheMiddleOfToolsClosesEveryCall() {
    Transition next = machine.step(acting().state(), new ActionOutcome.CancelAsked(Remains.NONE));
    RunCommit commit = ((RunAction.Commit) next.action()).commit();
    assertThat(commit.move()).isEqualTo(RunMove.CONFIRM_CANCEL);
    assertThat(commit.messages()).hasSize(1);
    assertThat(commit.messages().get(0).body().content().get(0))
        .isInstanceOfSatisfying(
            ContentPart.ToolResult.class,
            result -> {
              assertThat(result.callId()).isEqualTo(CALL.callId());
              assertThat(result.failed()).isTrue();
            });
    assertThat(commit.steps().get(0).status()).isEqualTo(StepStatus.CANCELLED);
  }

  @Test
  void aShutdownInTheMiddleOfToolsLeavesThemToBeTakenUp() {
    Transition next = machine.step(acting().state(), new ActionOutcome.StopAsked());
    RunCommit commit = ((RunAction.Commit) next.action()).commit();
    assertThat(commit.move()).isEqualTo(RunMove.RELEASE);
    assertThat(commit.messages()).isEmpty();
    assertThat(commit.steps()).isEmpty();
  }

  @Test
  void callsWithOneIdAreToldApart() {
    Transition asked = machine.step(calling(run(1)).state(), asking(CALL, CALL));
    RunCommit commit = ((RunAction.Commit) asked.action()).commit();
    assertThat(((StepDetails.ToolCalls) commit.steps().get(0).details()).callIds())
        .containsExactly("c", "c_2");
  }

  @Test
  void moreCallsThanOneAnswerMayHoldFailTheRunAndLeaveNoneInTheLog() {
    ContentPart.ToolCall[] calls = new ContentPart.ToolCall[17];
    Arrays.setAll(calls, n -> new ContentPart.ToolCall("c" + n, "refund", "{}"));
    RunCommit commit = commitAfter(asking(calls));
    assertThat(commit.move()).isEqualTo(RunMove.FAIL);
    assertThat(commit.messages()).isEmpty();
    assertThat(commit.usage()).isEqualTo(SPENT);
    assertThat(String.valueOf(commit.error())).contains("max-calls-per-round");
  }

  @Test
  void whatTheModelHadSaidWhenItsTimeWasUpIsKeptAndMarked() {
    RunCommit commit =
        commitAfter(new ActionOutcome.TimeIsUp(Remains.said(List.of(new ContentPart.Text("Par")))));
    assertThat(commit.move()).isEqualTo(RunMove.TIME_UP);
    assertThat(commit.messages().get(0).origin().incomplete())
        .isEqualTo(IncompleteReason.RUN_EXPIRED);
    assertThat(commit.steps().get(0).status()).isEqualTo(StepStatus.EXPIRED);
  }

  @Test
  void aRateLimitParksTheRunAndCostsNoAttempt() {
    ActionOutcome limited =
        failed(new RateLimitedException("slow down", Duration.ofSeconds(20), null));
    RunCommit commit = commitAfter(limited);
    assertThat(commit.move()).isEqualTo(RunMove.RELEASE);
    assertThat(commit.delay()).isBetween(Duration.ofSeconds(20), Duration.ofMillis(20_500));
    assertThat(commit.steps().get(0).status()).isEqualTo(StepStatus.FAILED);
  }

  @Test
  void aFailureThatMayGoAwayIsTriedAgain() {
    RunCommit commit = commitAfter(failed(new OverloadedException("down", Duration.ZERO, null)));
    assertThat(commit.move()).isEqualTo(RunMove.RETRY);
    assertThat(commit.steps().get(0).status()).isEqualTo(StepStatus.FAILED);
  }

  @Test
  void whatTheProviderAsksForIsClampedToFiveMinutes() {
    ActionOutcome limited = failed(new RateLimitedException("slow down", Duration.ofDays(9), null));
    Duration most = Duration.ofMinutes(5);
    assertThat(commitAfter(limited).delay()).isBetween(most, most.plusMillis(500));
  }

  @Test
  void theLastAttemptEndsTheRunWithTheReason() {
    Transition calling = calling(run(4));
    Transition next =
        machine.step(
            calling.state(),
            failed(new OverloadedException("the provider is down", Duration.ZERO, null)));
    RunCommit commit = ((RunAction.Commit) next.action()).commit();
    assertThat(commit.move()).isEqualTo(RunMove.FAIL);
    assertThat(commit.error())
        .isEqualTo(new RunError(RunError.Code.SERVER_ERROR, "the provider is down"));
  }

  @Test
  void aFailureThatStaysIsNotTriedAgain() {
    RunCommit commit = commitAfter(failed(new AuthenticationException("unknown key", null)));
    assertThat(commit.move()).isEqualTo(RunMove.FAIL);
    assertThat(commit.error()).isEqualTo(new RunError(RunError.Code.AUTHENTICATION, "unknown key"));
  }

  @Test
  void aCancelThatBeatsTheReplyKeepsItAsIncompleteAndItsUsageOnRecord() {
    Transition committing =
        machine.step(
            calling(run(1)).state(), answered(FinishReason.STOP, new ContentPart.Text("Paris.")));
    Transition next = machine.step(committing.state(), new ActionOutcome.CancelAsked(Remains.NONE));
    RunCommit commit = ((RunAction.Commit) next.action()).commit();
    assertThat(commit.move()).isEqualTo(RunMove.CONFIRM_CANCEL);
    assertThat(commit.messages().get(0).origin().incomplete())
        .isEqualTo(IncompleteReason.RUN_CANCELLED);
    assertThat(commit.usage()).isEqualTo(SPENT);
    assertThat(commit.steps().get(0).status()).isEqualTo(StepStatus.CANCELLED);
  }

  @Test
  void anAnswerThatTheStoreRefusesFailsTheRunWithWhatItCost() {
    Transition committing =
        machine.step(
            calling(run(1)).state(), answered(FinishReason.STOP, new ContentPart.Text("Paris.")));
    Transition next =
        machine.step(
            committing.state(), failed(new StorageException("The row is too long.", null)));
    RunCommit commit = ((RunAction.Commit) next.action()).commit();
    assertThat(commit.move()).isEqualTo(RunMove.FAIL);
    assertThat(commit.messages()).isEmpty();
    assertThat(commit.usage()).isEqualTo(SPENT);
    assertThat(commit.error())
        .isEqualTo(new RunError(RunError.Code.SERVER_ERROR, "The row is too long."));
  }

  @Test
  void aShutdownHandsTheRunBack() {
    RunCommit commit = commitAfter(new ActionOutcome.StopAsked());
    assertThat(commit.move()).isEqualTo(RunMove.RELEASE);
  }

  @Test
  void aLostLeaseWritesNothing() {
    Transition next = machine.step(calling(run(1)).state(), new ActionOutcome.LeaseGone());
    assertThat(next.action()).isInstanceOf(RunAction.Stop.class);
  }

  @Test
  void anEmptyThreadWithoutInstructionsIsSaidToHaveNothingToAnswer() {
    Run bare = run(1, "");
    Transition next =
        machine.step(
            machine.begin(bare, true).state(), new ActionOutcome.WindowRead(window(List.of())));
    RunCommit commit = ((RunAction.Commit) next.action()).commit();
    assertThat(commit.move()).isEqualTo(RunMove.FAIL);
    assertThat(String.valueOf(commit.error())).contains("neither");
  }

  @Test
  void callsOfOneConversationShareACacheKeyThatSaysNothing() {
    Run run = run(1);
    Run elsewhere = run(1);

    assertThat(cacheKey(run)).isEqualTo(cacheKey(run)).matches("[0-9a-f]{32}");
    assertThat(cacheKey(elsewhere)).isNotEqualTo(cacheKey(run));
  }

  @Test
  void aRunWhoseBudgetIsSpentEndsBeforeAFurtherCall() {
    RunBudget budget = new RunBudget(100, 40);
    assertThat(machine.begin(run(budget, Usage.of(99, 24)), true).action())
        .isInstanceOf(RunAction.ReadWindow.class);
    RunCommit prompt = commitOf(machine.begin(run(budget, Usage.of(100, 0)), true));
    assertThat(prompt.move()).isEqualTo(RunMove.CUT_SHORT);
    assertThat(prompt.incomplete()).isEqualTo(IncompleteReason.MAX_PROMPT_TOKENS);
    RunCommit completion = commitOf(machine.begin(run(budget, Usage.of(0, 25)), true));
    assertThat(completion.incomplete()).isEqualTo(IncompleteReason.MAX_COMPLETION_TOKENS);
  }

  @Test
  void aCallIsAskedForTheSmallerOfItsOwnBoundAndWhatIsLeft() {
    Run run = run(new RunBudget(null, 50), Usage.of(0, 30));
    RunAction.CallModel call = (RunAction.CallModel) calling(run).action();
    assertThat(call.request().settings().maxCompletionTokens()).isEqualTo(20);
    RunAction.CallModel bare = (RunAction.CallModel) calling(run(1)).action();
    assertThat(bare.request().settings().maxCompletionTokens()).isNull();
  }

  private static RunCommit commitOf(Transition next) {
    return ((RunAction.Commit) next.action()).commit();
  }

  private Run run(RunBudget budget, Usage used) {
    Run run = run(1);
    RunSpec spec = run.spec();
    return new Run(
        run.id(),
        run.threadId(),
        run.owner(),
        new RunSpec(
            spec.assistantId(),
            spec.instructions(),
            spec.settings(),
            spec.tools(),
            spec.toolChoice(),
            spec.context(),
            spec.metadata(),
            budget),
        new RunProgress(RunStatus.IN_PROGRESS, 1, 1, 0, used, null, null),
        run.times());
  }

  private static ActionOutcome failed(ThreadkeepException error) {
    return new ActionOutcome.Failed(error, Remains.NONE);
  }

  private static ActionOutcome asking(ContentPart.ToolCall... calls) {
    return answered(FinishReason.TOOL_CALLS, calls);
  }

  private @Nullable String cacheKey(Run run) {
    return ((RunAction.CallModel) calling(run).action()).request().cacheKey();
  }

  private Transition acting() {
    Transition asked = machine.step(calling(run(1)).state(), asking(CALL));
    return machine.step(asked.state(), new ActionOutcome.Committed(run(1)));
  }

  private RunCommit commitAfter(ActionOutcome event) {
    Transition next = machine.step(calling(run(1)).state(), event);
    return ((RunAction.Commit) next.action()).commit();
  }

  private Transition calling(Run run) {
    Message question = new Message(run.threadId(), 1, drafts.said(NewMessage.user("What is it?")));
    Transition next =
        machine.step(
            machine.begin(run, true).state(),
            new ActionOutcome.WindowRead(window(List.of(question))));
    assertThat(next.action()).isInstanceOf(RunAction.CallModel.class);
    return next;
  }

  private static ContextWindow window(List<Message> messages) {
    return new ContextWindow(
        messages, new WindowManifest("everything", 1, List.of(), List.of(), List.of(), 7));
  }

  private static ActionOutcome answered(FinishReason finish, ContentPart... content) {
    return new ActionOutcome.Answered(new ModelReply(List.of(content), finish, SPENT, "fake"));
  }

  private Run run(int attempt) {
    return run(attempt, "Answer.");
  }

  private Run run(int attempt, String instructions) {
    return new Run(
        ids.run(),
        ids.thread(),
        Scope.DEFAULT,
        new RunSpec(
            ids.assistant(),
            instructions,
            ModelSettings.of("m"),
            List.of(),
            new ToolChoice.Auto(),
            "everything",
            Metadata.EMPTY),
        new RunProgress(RunStatus.IN_PROGRESS, 1, attempt, 0, Usage.NONE, null, null),
        new RunTimes(clock.instant(), clock.instant().plusSeconds(600), clock.instant(), null));
  }
}
