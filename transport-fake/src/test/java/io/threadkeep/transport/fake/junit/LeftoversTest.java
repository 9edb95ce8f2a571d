package io.threadkeep.transport.fake.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.threadkeep.Conversation;
import io.threadkeep.ManualWorker;
import io.threadkeep.PendingRun;
import io.threadkeep.RunRequest;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.id.Scope;
import io.threadkeep.message.NewMessage;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.WhenBusy;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.tool.ToolSite;
import io.threadkeep.transport.RateLimitedException;
import io.threadkeep.transport.fake.FakeAnswer;
import io.threadkeep.transport.fake.FakeTransport;
import io.threadkeep.transport.fake.FakeTransportBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.opentest4j.TestAbortedException;

/** What becomes of tests that leave something behind. */
class LeftoversTest {
  private static final TestRun RUN = TestRun.of(Untidy.class);

  @Test
  void aRunThatNobodyCarriedOutFailsTheTest() {
    assertThat(RUN.failureOf("leavesARun"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Runs that have not ended: 1")
        .hasMessageContaining(" is queued: no worker has taken it up")
        .hasMessageContaining("@AllowLeftovers");
  }

  @Test
  void runsOfAllScopesAreLookedAt() {
    assertThat(RUN.failureOf("leavesARunOfAnotherUser"))
        .hasMessageContaining("Runs that have not ended: 1");
  }

  @Test
  void itIsSaidWhatEachRunWaitsFor() {
    assertThat(RUN.failureOf("leavesARunThatWaitsForAnother"))
        .hasMessageContaining("Runs that have not ended: 2")
        .hasMessageContaining("it waits for run_");
    assertThat(RUN.failureOf("leavesARunThatWaitsForItsOwner"))
        .hasMessageContaining("its owner is to answer call_1 (ask, OUTPUT)");
    assertThat(RUN.failureOf("leavesARunThatWaitsForItsModel"))
        .hasMessageContaining("is not to be called for PT40");
    assertThat(RUN.failureOf("leavesARunWithoutItsTools"))
        .hasMessageContaining("no worker here has its tools [missing]");
    assertThat(RUN.failureOf("leavesARunAtWork"))
        .hasMessageContaining("is in_progress: a worker is at work on it");
  }

  @Test
  void linesThatNobodyAskedForFailTheTest() {
    assertThat(RUN.failureOf("leavesALine"))
        .hasMessageContaining("Lines of the script that nobody has asked for: 1")
        .hasMessageContaining("Rome.");
  }

  @Test
  void whatIsAllowedFailsNothing() {
    RUN.assertSucceeded("mayLeaveBoth");
    RUN.assertSucceeded("leavesNothing");
    RUN.assertSucceeded("deletesWhatItLeft");
    assertThat(RUN.failureOf("mayLeaveRunsButNoLines"))
        .hasMessageContaining("Lines of the script")
        .hasMessageNotContaining("Runs that have not ended");
    assertThat(TestRun.of(Tolerant.class).tests().failed().count()).isZero();
  }

  @Test
  void theFailureOfTheTestItselfComesFirst() {
    assertThat(RUN.failureOf("failsByItself"))
        .hasMessage("On purpose.")
        .satisfies(
            failure ->
                assertThat(failure.getSuppressed())
                    .singleElement()
                    .asString()
                    .contains("Runs that have not ended: 1"));
  }

  @Test
  void aTestThatIsBrokenOffIsNotFailed() {
    assertThat(RUN.failureOf("isBrokenOff")).isInstanceOf(TestAbortedException.class);
  }

  @ExtendWith(ThreadkeepExtension.class)
  static class Untidy {

    @Test
    void leavesARun(Threadkeep keep) {
      submit(keep, Scope.DEFAULT, NewAssistant.named("Anyone"));
    }

    @Test
    void leavesARunOfAnotherUser(Threadkeep keep) {
      submit(keep, Scope.user("acme", "ann"), NewAssistant.named("Anyone"));
    }

    @Test
    void leavesARunThatWaitsForAnother(Threadkeep keep) {
      Assistant assistant = keep.assistants().create(NewAssistant.named("Anyone"));
      Conversation chat = keep.conversations().start();
      RunRequest request =
          RunRequest.by(assistant.id()).saying(NewMessage.user("Hello")).whenBusy(WhenBusy.ENQUEUE);
      chat.run(request);
      chat.run(request);
    }

    @Test
    @Script("asking")
    void leavesARunThatWaitsForItsOwner(Threadkeep keep, ManualWorker worker) {
      submit(
          keep,
          Scope.DEFAULT,
          NewAssistant.named("Anyone")
              .tools(List.of(new ToolDefinition("ask", "Asks.").site(ToolSite.CALLER))));
      worker.runAll();
    }

    static FakeTransport asking(FakeTransportBuilder fake) {
      return fake.then(FakeAnswer.toolCall("call_1", "ask", "{}")).otherwiseFail();
    }

    @Test
    @Script("rateLimited")
    void leavesARunThatWaitsForItsModel(Threadkeep keep, ManualWorker worker) {
      submit(keep, Scope.DEFAULT, NewAssistant.named("Anyone"));
      worker.runAll();
    }

    static FakeTransport rateLimited(FakeTransportBuilder fake) {
      return fake.then(
              FakeAnswer.failure(
                  () -> new RateLimitedException("On cue.", Duration.ofSeconds(40), null)))
          .otherwiseFail();
    }

    @Test
    void leavesARunWithoutItsTools(Threadkeep keep, ManualWorker worker) {
      submit(
          keep,
          Scope.DEFAULT,
          NewAssistant.named("Anyone")
              .tools(List.of(new ToolDefinition("missing", "Is gone.").site(ToolSite.WORKER))));
      worker.runAll();
    }

    @Test
    @RunningWorker
    @Script("hanging")
    void leavesARunAtWork(Threadkeep keep) {
      PendingRun run = submit(keep, Scope.DEFAULT, NewAssistant.named("Anyone"));
      assertThat(run.get().status()).isEqualTo(RunStatus.IN_PROGRESS);
    }

    static FakeTransport hanging(FakeTransportBuilder fake) {
      return fake.then(FakeAnswer.hang()).otherwiseFail();
    }

    @Test
    @Replies({"Paris.", "Rome."})
    void leavesALine(Threadkeep keep) {
      ask(keep);
    }

    @Test
    @Replies({"Paris.", "Rome."})
    @AllowLeftovers
    void mayLeaveBoth(Threadkeep keep) {
      submit(keep, Scope.DEFAULT, NewAssistant.named("Anyone"));
    }

    @Test
    @Replies({"Paris.", "Rome."})
    @AllowLeftovers(Leftover.UNFINISHED_RUNS)
    void mayLeaveRunsButNoLines(Threadkeep keep) {
      submit(keep, Scope.DEFAULT, NewAssistant.named("Anyone"));
    }

    @Test
    @Replies("Paris.")
    void leavesNothing(Threadkeep keep) {
      ask(keep);
    }

    @Test
    void deletesWhatItLeft(Threadkeep keep) {
      PendingRun run = submit(keep, Scope.DEFAULT, NewAssistant.named("Anyone"));
      keep.conversations().delete(run.get().threadId());
    }

    @Test
    void failsByItself(Threadkeep keep) {
      submit(keep, Scope.DEFAULT, NewAssistant.named("Anyone"));
      throw new IllegalStateException("On purpose.");
    }

    @Test
    void isBrokenOff(Threadkeep keep) {
      submit(keep, Scope.DEFAULT, NewAssistant.named("Anyone"));
      assumeTrue(false);
    }
  }

  static class Tolerant {
    @RegisterExtension
    static final ThreadkeepExtension KEEP =
        new ThreadkeepExtension()
            .script(fake -> fake.thenReply("Paris.").otherwiseFail())
            .allowing(Leftover.UNFINISHED_RUNS)
            .allowing(Leftover.UNUSED_LINES);

    @Test
    void leavesBoth(Threadkeep keep) {
      submit(keep, Scope.DEFAULT, NewAssistant.named("Anyone"));
    }
  }

  private static void ask(Threadkeep keep) {
    keep.conversations()
        .start()
        .ask(keep.assistants().create(NewAssistant.named("Anyone")), "Hello");
  }

  private static PendingRun submit(Threadkeep keep, Scope scope, NewAssistant assistant) {
    Assistant created = keep.assistants(scope).create(assistant);
    Conversation chat = keep.conversations(scope).start();
    chat.say("Hello");
    return chat.run(created);
  }
}
