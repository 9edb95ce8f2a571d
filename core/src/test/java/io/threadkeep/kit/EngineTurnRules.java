package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.PendingRun;
import io.threadkeep.RunRequest;
import io.threadkeep.context.LastMessages;
import io.threadkeep.context.TokenBudget;
import io.threadkeep.error.IdempotencyConflictException;
import io.threadkeep.message.Message;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Role;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunError;
import io.threadkeep.run.RunNotCompletedException;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunStep;
import io.threadkeep.transport.AuthenticationException;
import io.threadkeep.transport.OverloadedException;
import io.threadkeep.transport.RateLimitedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** ENGINE-1 to 9: a question and its answer, and what can get between them. */
interface EngineTurnRules extends StoreRules {

  @ContractRule("ENGINE-1")
  default void aQuestionGetsItsReplyWithStepUsageAndManifest(Trial trial) {
    try (Workplace workplace = new Workplace(trial, PuppetTransport.answering())) {
      Run run = Workplace.end(workplace.ask("What is the capital of France?"));
      assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
      assertThat(run.usage()).isEqualTo(PuppetTransport.USAGE);
      assertThat(workplace.chat().messages().map(Message::text))
          .containsExactly("What is the capital of France?", "Re: What is the capital of France?");
      List<RunStep> steps =
          workplace.keep().runs().steps(run.id(), PageRequest.oldestFirst()).items();
      assertThat(steps).hasSize(1);
      assertThat(steps.get(0).manifest()).isNotNull();
      assertThat(workplace.keep().runs().reply(run).map(Message::position)).hasValue(2L);
    }
  }

  @ContractRule("ENGINE-2")
  default void aRunSeesWhatCameBeforeItAndNothingAfter(Trial trial) {
    PuppetTransport.Gate gate = new PuppetTransport.Gate();
    AtomicInteger calls = new AtomicInteger();
    PuppetTransport transport =
        new PuppetTransport(
            (request, call) -> {
              if (calls.incrementAndGet() == 1) {
                gate.pass(request, call);
                throw new OverloadedException("again", Duration.ZERO, null);
              }
              return PuppetTransport.reply("Re: " + PuppetTransport.newest(request));
            });
    try (Workplace workplace = new Workplace(trial, transport)) {
      PendingRun run = workplace.ask("first");
      gate.awaitEntered();
      workplace.chat().say("second, meanwhile");
      gate.letGo();
      Workplace.endAsTimePasses(trial, run, Duration.ofSeconds(1));
      assertThat(transport.requests())
          .hasSize(2)
          .allSatisfy(
              request ->
                  assertThat(request.messages())
                      .extracting(Message::text)
                      .containsExactly("first"));
      Workplace.end(workplace.chat().run(workplace.assistant()));
      assertThat(transport.requests().get(2).messages())
          .extracting(Message::text)
          .containsExactly("first", "second, meanwhile", "Re: first");
    }
  }

  @ContractRule("ENGINE-3")
  default void aRateLimitedCallIsTriedAgainWhenItsDelayIsOver(Trial trial) {
    AtomicInteger calls = new AtomicInteger();
    PuppetTransport transport =
        new PuppetTransport(
            (request, call) -> {
              if (calls.incrementAndGet() == 1) {
                throw new RateLimitedException("slow down", Duration.ofSeconds(20), null);
              }
              return PuppetTransport.reply("at last");
            });
    try (Workplace workplace = new Workplace(trial, transport)) {
      PendingRun run = workplace.ask("Now?");
      transport.awaitAsked(1);
      Workplace.assertWaits(run);
      assertThat(calls).hasValue(1);
      Run ended = Workplace.endAsTimePasses(trial, run, Duration.ofSeconds(5));
      assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
      assertThat(ended.progress().attempts()).as("waiting costs none").isEqualTo(1);
      assertThat(calls).hasValue(2);
    }
  }

  @ContractRule("ENGINE-4")
  default void attemptsRunOutWithTheReasonAndFreeTheThread(Trial trial) {
    AtomicInteger calls = new AtomicInteger();
    PuppetTransport transport =
        new PuppetTransport(
            (request, call) -> {
              if (calls.incrementAndGet() <= 4) {
                throw new OverloadedException("the provider is down", Duration.ZERO, null);
              }
              return PuppetTransport.reply("up again");
            });
    try (Workplace workplace = new Workplace(trial, transport)) {
      Run failed = Workplace.endAsTimePasses(trial, workplace.ask("Hello?"), Duration.ofSeconds(5));
      assertThat(failed.status()).isEqualTo(RunStatus.FAILED);
      assertThat(failed.error())
          .isEqualTo(new RunError(RunError.Code.SERVER_ERROR, "the provider is down"));
      assertThat(failed.progress().attempts()).isEqualTo(4);
      assertThat(workplace.keep().runs().steps(failed.id(), PageRequest.oldestFirst()).items())
          .hasSize(4);
      assertThat(Workplace.end(workplace.chat().run(workplace.assistant())).status())
          .isEqualTo(RunStatus.COMPLETED);
    }
  }

  @ContractRule("ENGINE-5")
  default void aFailureThatStaysEndsTheRunAtOnceAndTheQuestionStays(Trial trial) {
    PuppetTransport transport =
        new PuppetTransport(
            (request, call) -> {
              throw new AuthenticationException("the provider does not know the key", null);
            });
    try (Workplace workplace = new Workplace(trial, transport)) {
      assertThatThrownBy(
              () -> workplace.chat().ask(workplace.assistant(), "Hello?", Duration.ofSeconds(30)))
          .isInstanceOfSatisfying(
              RunNotCompletedException.class,
              e -> {
                assertThat(e.run().status()).isEqualTo(RunStatus.FAILED);
                assertThat(e).hasMessageContaining("authentication");
              });
      assertThat(transport.requests()).hasSize(1);
      assertThat(workplace.chat().messages().map(Message::role)).containsExactly(Role.USER);
    }
  }

  @ContractRule("ENGINE-6")
  default void aFaultyTransportFailsItsRunAndNotTheEngine(Trial trial) {
    PuppetTransport transport =
        new PuppetTransport(
            (request, call) -> {
              if (PuppetTransport.newest(request).equals("break")) {
                throw new IndexOutOfBoundsException("secret detail");
              }
              return PuppetTransport.reply("fine");
            });
    try (Workplace workplace = new Workplace(trial, transport)) {
      Run failed = Workplace.end(workplace.ask("break"));
      assertThat(failed.status()).isEqualTo(RunStatus.FAILED);
      assertThat(String.valueOf(failed.error()))
          .contains("IndexOutOfBoundsException")
          .doesNotContain("secret detail");
      assertThat(Workplace.end(workplace.ask("go on")).status()).isEqualTo(RunStatus.COMPLETED);
    }
  }

  @ContractRule("ENGINE-7")
  default void theSameKeyGivesTheSameRunAndOneReplyAndNoOther(Trial trial) {
    try (Workplace workplace = new Workplace(trial, PuppetTransport.answering())) {
      RunRequest request =
          RunRequest.by(workplace.assistant().id())
              .saying(NewMessage.user("Once."))
              .context(new LastMessages(3))
              .key("click");
      Run first = Workplace.end(workplace.chat().run(request));
      Run second = Workplace.end(workplace.chat().run(request));
      assertThat(second.id()).isEqualTo(first.id());
      assertThatThrownBy(() -> workplace.chat().run(request.saying(NewMessage.user("Else."))))
          .isInstanceOf(IdempotencyConflictException.class);
      assertThat(workplace.chat().messages().map(Message::text))
          .containsExactly("Once.", "Re: Once.");
    }
  }

  @ContractRule("ENGINE-8")
  default void moreRunsThanSlotsAllEndEachWithOneReply(Trial trial) {
    try (Workplace workplace =
        new Workplace(
            trial, trial.store(), PuppetTransport.answering(), Workplace.BRISK.slots(3))) {
      List<PendingRun> runs =
          IntStream.range(0, 40)
              .mapToObj(
                  n ->
                      workplace
                          .keep()
                          .conversations()
                          .start()
                          .run(
                              RunRequest.by(workplace.assistant().id())
                                  .saying(NewMessage.user("Question " + n))))
              .toList();
      for (PendingRun run : runs) {
        Run ended = Workplace.end(run);
        assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(ended.progress().attempts()).isEqualTo(1);
        assertThat(workplace.keep().conversations().get(ended.threadId()).messageCount())
            .isEqualTo(2);
      }
    }
  }

  @ContractRule("ENGINE-9")
  default void aPromptThatCannotFitFailsWithTheReason(Trial trial) {
    try (Workplace workplace = new Workplace(trial, PuppetTransport.answering())) {
      RunRequest request =
          RunRequest.by(workplace.assistant().id())
              .saying(NewMessage.user("x".repeat(10_000)))
              .context(new TokenBudget(100));
      Run failed = Workplace.end(workplace.chat().run(request));
      assertThat(failed.status()).isEqualTo(RunStatus.FAILED);
      assertThat(failed.error()).extracting(RunError::code).isEqualTo(RunError.Code.CONTEXT_LENGTH);
    }
  }
}
