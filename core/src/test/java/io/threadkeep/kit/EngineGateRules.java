package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.PendingRun;
import io.threadkeep.RunRequest;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.message.NewMessage;
import io.threadkeep.options.Backoff;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.options.GateOptions;
import io.threadkeep.options.RunLimits;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunError;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.Usage;
import io.threadkeep.store.GateLimit;
import io.threadkeep.tool.ToolTraits;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.OverloadedException;
import io.threadkeep.transport.QuotaExceededException;
import io.threadkeep.transport.RateLimitedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * ENGINE-80 to 87: how models are left alone.
 *
 * <ol start="80">
 *   <li>When a provider asks to wait, no process calls its model, and no run loses an attempt.
 *   <li>Runs of other models go on meanwhile.
 *   <li>What a limit allows is shared by all processes; runs beyond it wait and lose no attempt.
 *   <li>What a call used is reckoned, whatever it was let in with.
 *   <li>A run whose tools have been called goes on behind them when its model may be called again.
 *   <li>A run that waits for its model can be cancelled.
 *   <li>Retries beyond the budget wait longer, and come.
 *   <li>A provider that asks for days is asked again in minutes, and one that wants money at once
 *       ends the run.
 * </ol>
 */
interface EngineGateRules extends StoreRules {

  @ContractRule("ENGINE-80")
  default void aRateLimitKeepsAllProcessesFromTheModel(Trial trial) {
    PuppetTransport limiting = firstFailing(() -> limited(Duration.ofSeconds(20)));
    PuppetTransport answering = PuppetTransport.answering();
    try (Workplace one = new Workplace(trial, limiting)) {
      PendingRun first = one.ask("first");
      limiting.awaitAsked(1);
      Workplace.assertWaits(first);
      PendingRun second = elsewhere(one, "second", NewAssistant.DEFAULT_MODEL);
      assertThat(second.get().status()).isEqualTo(RunStatus.QUEUED);
      try (Workplace other = new Workplace(trial, answering)) {
        trial.pass(Duration.ofSeconds(19));
        Workplace.assertWaits(second);
        assertThat(limiting.requests()).hasSize(1);
        assertThat(answering.requests()).isEmpty();
        trial.pass(Duration.ofSeconds(2));
        assertThat(List.of(Workplace.end(first), Workplace.end(second)))
            .allSatisfy(run -> assertThat(run.status()).isEqualTo(RunStatus.COMPLETED))
            .allSatisfy(run -> assertThat(run.progress().attempts()).isEqualTo(1));
        assertThat(other.chat().thread().messageCount()).isZero();
      }
    }
  }

  @ContractRule("ENGINE-81")
  default void runsOfOtherModelsGoOn(Trial trial) {
    PuppetTransport limiting = firstFailing(() -> limited(Duration.ofSeconds(20)));
    try (Workplace workplace = new Workplace(trial, limiting)) {
      PendingRun waiting = workplace.ask("first");
      limiting.awaitAsked(1);
      Workplace.assertWaits(waiting);
      assertThat(Workplace.end(elsewhere(workplace, "second", "another-model")).status())
          .isEqualTo(RunStatus.COMPLETED);
      assertThat(waiting.get().status()).isEqualTo(RunStatus.QUEUED);
    }
  }

  @ContractRule("ENGINE-82")
  default void aLimitIsSharedByAllProcesses(Trial trial) {
    EngineOptions two = limit(new GateLimit(2, 0));
    PuppetTransport transport = PuppetTransport.answering();
    try (Workplace one = new Workplace(trial, trial.store(), transport, two);
        Workplace other = new Workplace(trial, trial.store(), transport, two)) {
      Workplace.end(one.ask("first"));
      Workplace.end(other.ask("second"));
      PendingRun third = one.ask("third");
      Workplace.assertWaits(third);
      assertThat(transport.requests()).hasSize(2);
      Run ended = Workplace.endAsTimePasses(trial, third, Duration.ofSeconds(5));
      assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
      assertThat(ended.progress().attempts()).isEqualTo(1);
    }
  }

  @ContractRule("ENGINE-83")
  default void whatACallUsedIsReckoned(Trial trial) {
    PuppetTransport transport =
        new PuppetTransport(
            (request, call) ->
                new ModelReply(
                    PuppetTransport.reply("much").content(),
                    FinishReason.STOP,
                    Usage.of(800, 400),
                    "puppet"));
    try (Workplace workplace =
        new Workplace(trial, trial.store(), transport, limit(new GateLimit(0, 600)))) {
      Workplace.end(workplace.ask("first"));
      PendingRun second = workplace.ask("second");
      Workplace.assertWaits(second);
      trial.pass(Duration.ofSeconds(45));
      Workplace.assertWaits(second);
      assertThat(Workplace.endAsTimePasses(trial, second, Duration.ofSeconds(10)).status())
          .isEqualTo(RunStatus.COMPLETED);
    }
  }

  @ContractRule("ENGINE-84")
  default void aRunGoesOnBehindItsTools(Trial trial) {
    PuppetTool tool = PuppetTool.sunny(ToolTraits.defaults());
    AtomicBoolean limited = new AtomicBoolean();
    PuppetTransport transport =
        new PuppetTransport(
            (request, call) -> {
              if (ToolAsking.resultsOfThisTurn(request).isEmpty()) {
                return ToolAsking.asking(ToolAsking.weather("call-1"));
              } else if (!limited.getAndSet(true)) {
                throw limited(Duration.ofSeconds(20));
              }
              return PuppetTransport.reply("sunny");
            });
    try (Workplace workplace = new Workplace(trial, transport, tool)) {
      PendingRun run = workplace.ask("How is the weather?");
      transport.awaitAsked(2);
      Workplace.assertWaits(run);
      Run ended = Workplace.endAsTimePasses(trial, run, Duration.ofSeconds(5));
      assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
      assertThat(ended.progress().attempts()).isEqualTo(1);
      assertThat(tool.requests()).hasSize(1);
      assertThat(workplace.chat().thread().messageCount()).isEqualTo(4);
    }
  }

  @ContractRule("ENGINE-85")
  default void aRunThatWaitsForItsModelCanBeCancelled(Trial trial) {
    PuppetTransport transport = firstFailing(() -> limited(Duration.ofSeconds(20)));
    try (Workplace workplace = new Workplace(trial, transport)) {
      PendingRun run = workplace.ask("Never mind?");
      transport.awaitAsked(1);
      Workplace.assertWaits(run);
      assertThat(run.cancel().status()).isEqualTo(RunStatus.CANCELLED);
      trial.pass(Duration.ofSeconds(21));
      assertThat(Workplace.end(workplace.ask("And now?")).status()).isEqualTo(RunStatus.COMPLETED);
      assertThat(transport.requests()).hasSize(2);
    }
  }

  @ContractRule("ENGINE-86")
  default void aRetryBeyondTheBudgetWaitsLongerAndComes(Trial trial) {
    Backoff none = new Backoff(Duration.ZERO, Duration.ofSeconds(5), 0);
    EngineOptions options = Workplace.options().limits(RunLimits.defaults().backoff(none));
    PuppetTransport transport =
        firstFailing(() -> new OverloadedException("busy", Duration.ZERO, null));
    try (Workplace workplace = new Workplace(trial, trial.store(), transport, options)) {
      PendingRun run = workplace.ask("Now?");
      transport.awaitAsked(1);
      Workplace.assertWaits(run);
      trial.pass(Duration.ofSeconds(19));
      Workplace.assertWaits(run);
      trial.pass(Duration.ofSeconds(2));
      Run ended = Workplace.end(run);
      assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
      assertThat(ended.progress().attempts()).isEqualTo(2);
    }
  }

  @ContractRule("ENGINE-87")
  default void whatAProviderAsksForIsKeptWithinReason(Trial trial) {
    PuppetTransport days = firstFailing(() -> limited(Duration.ofDays(3)));
    try (Workplace workplace = new Workplace(trial, days)) {
      PendingRun run = workplace.ask("Now?");
      days.awaitAsked(1);
      Workplace.assertWaits(run);
      trial.pass(Duration.ofMinutes(4));
      Workplace.assertWaits(run);
      trial.pass(Duration.ofSeconds(61));
      assertThat(Workplace.end(run).status()).isEqualTo(RunStatus.COMPLETED);
    }
    PuppetTransport unpaid = firstFailing(() -> new QuotaExceededException("no money", null));
    try (Workplace workplace = new Workplace(trial, unpaid)) {
      Run failed = Workplace.end(workplace.ask("Now?"));
      assertThat(failed.status()).isEqualTo(RunStatus.FAILED);
      assertThat(failed.error()).extracting(RunError::code).isEqualTo(RunError.Code.QUOTA_EXCEEDED);
      assertThat(Workplace.end(workplace.ask("And now?")).status()).isEqualTo(RunStatus.COMPLETED);
    }
  }

  private static EngineOptions limit(GateLimit limit) {
    return Workplace.options().gates(GateOptions.none().limit(NewAssistant.DEFAULT_MODEL, limit));
  }

  private static RateLimitedException limited(Duration retryAfter) {
    return new RateLimitedException("slow down", retryAfter, null);
  }

  private static PuppetTransport firstFailing(Supplier<RuntimeException> failure) {
    AtomicBoolean failed = new AtomicBoolean();
    return new PuppetTransport(
        (request, call) -> {
          if (!failed.getAndSet(true)) {
            throw failure.get();
          }
          return PuppetTransport.reply("Re: " + PuppetTransport.newest(request));
        });
  }

  /** Asks on a thread of its own. */
  private static PendingRun elsewhere(Workplace workplace, String question, String model) {
    return workplace
        .keep()
        .conversations()
        .start()
        .run(
            RunRequest.by(workplace.assistant().id())
                .saying(NewMessage.user(question))
                .model(model));
  }
}
