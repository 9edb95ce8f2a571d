package io.threadkeep.transport.fake.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.Conversation;
import io.threadkeep.Foundations;
import io.threadkeep.ManualTime;
import io.threadkeep.ManualWorker;
import io.threadkeep.PendingRun;
import io.threadkeep.RunRequest;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.event.EventBody;
import io.threadkeep.event.RunEvent;
import io.threadkeep.event.RunListener;
import io.threadkeep.message.NewMessage;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.run.AwaitTimeoutException;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.store.Claimant;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.transport.OverloadedException;
import io.threadkeep.transport.RateLimitedException;
import io.threadkeep.transport.fake.FakeAnswer;
import io.threadkeep.transport.fake.FakeTransport;
import io.threadkeep.transport.fake.FakeTransportBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What time does in a test that has it in its own hands. */
@ExtendWith(ThreadkeepExtension.class)
class PassingTimeTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Threadkeep keep;
  private final ManualTime time;
  private final ManualWorker worker;
  private final Assistant assistant;
  private final Conversation chat;

  PassingTimeTest(Threadkeep keep, ManualTime time, ManualWorker worker) {
    this.keep = keep;
    this.time = time;
    this.worker = worker;
    this.assistant = keep.assistants().create(NewAssistant.named("Anyone"));
    this.chat = keep.conversations().start();
  }

  @Test
  void aRunExpiresWhenItsTimeIsUp() {
    PendingRun run = ask("Hello");
    time.advance(Duration.ofMinutes(10).minusMillis(1));
    assertThat(run.get().status()).isEqualTo(RunStatus.QUEUED);
    time.advance(Duration.ofMillis(1));
    assertThat(run.get().status()).isEqualTo(RunStatus.EXPIRED);
    assertThat(worker.runAll()).isZero();
  }

  @Test
  @Script("rateLimited")
  void aRateLimitIsWaitedForByTheClockAlone() {
    PendingRun run = ask("Hello");
    worker.runAll();
    assertThat(run.get().status()).isEqualTo(RunStatus.QUEUED);
    assertThat(keep.health().closedGates()).isNotEmpty();

    time.advance(Duration.ofSeconds(39));
    assertThat(worker.runAll()).isZero();
    time.advance(MINUTE);
    assertThat(worker.runAll()).isEqualTo(1);
    assertThat(run.get().status()).isEqualTo(RunStatus.COMPLETED);
  }

  static FakeTransport rateLimited(FakeTransportBuilder fake) {
    return fake.then(
            FakeAnswer.failure(
                () -> new RateLimitedException("On cue.", Duration.ofSeconds(40), null)))
        .thenReply("Now.")
        .otherwiseFail();
  }

  @Test
  @Script("rateLimited")
  void aWaitForARunTakesAsMuchTimeAsTheRunDoes() {
    Instant before = time.instant();
    PendingRun run = ask("Hello");
    assertThatThrownBy(() -> run.await(Duration.ofSeconds(30)))
        .isInstanceOf(AwaitTimeoutException.class);
    assertThat(Duration.between(before, time.instant())).isEqualTo(Duration.ofSeconds(30));
    assertThat(run.await(MINUTE).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(Duration.between(before, time.instant()))
        .isBetween(Duration.ofSeconds(40), Duration.ofSeconds(60));
  }

  @Test
  @Script("overloadedTwice")
  void aWorkerThatIsAtWorkForATimeTriesAgainAfterEachDelay() {
    PendingRun run = ask("Hello");
    assertThat(worker.runAll()).isEqualTo(1);
    assertThat(run.get().status()).isEqualTo(RunStatus.QUEUED);
    worker.runFor(Duration.ofMinutes(2));
    assertThat(run.get().status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(run.get().progress().attempts()).isEqualTo(3);
  }

  static FakeTransport overloadedTwice(FakeTransportBuilder fake) {
    FakeAnswer overloaded =
        FakeAnswer.failure(() -> new OverloadedException("On cue.", Duration.ZERO, null));
    return fake.then(overloaded, overloaded).thenReply("Now.").otherwiseFail();
  }

  @Test
  @Script("slow")
  void aModelThatTakesItsTimeTakesItFromTheClockAndKeepsItsLease() {
    Instant before = time.instant();
    PendingRun run = ask("Hello");
    assertThat(run.await(Duration.ofMinutes(2)).progress().attempts()).isEqualTo(1);
    assertThat(Duration.between(before, time.instant())).isEqualTo(Duration.ofSeconds(100));
  }

  /** Longer than three leases. */
  static FakeTransport slow(FakeTransportBuilder fake) {
    return fake.latency(Duration.ofSeconds(100)).otherwiseEcho();
  }

  @Test
  @Script("slow")
  void anotherWorkerOnTheStoreLeavesARunAloneThatTakesLong(ThreadStore store, FakeTransport fake) {
    ManualWorker other =
        ManualWorker.on(Foundations.of(store, fake), EngineOptions.defaults(), time);
    try (Threadkeep unused = other.threadkeep()) {
      PendingRun run = ask("Hello");
      assertThat(worker.runAll()).isEqualTo(1);
      assertThat(run.get().progress().attempts()).isEqualTo(1);
      assertThat(run.get().status()).isEqualTo(RunStatus.COMPLETED);
    }
  }

  @Test
  @Script("hanging")
  void aModelThatHangsTimesOutAndIsAskedAgain() {
    Instant before = time.instant();
    PendingRun run = ask("Hello");
    assertThat(run.await(Duration.ofMinutes(5)).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(run.get().progress().attempts()).isEqualTo(2);
    assertThat(Duration.between(before, time.instant())).isGreaterThan(Duration.ofMinutes(2));
  }

  static FakeTransport hanging(FakeTransportBuilder fake) {
    return fake.then(FakeAnswer.hang()).thenReply("Now.").otherwiseFail();
  }

  @Test
  @Script("hanging")
  void aRunThatHangsBeyondItsTimeExpires() {
    Run run =
        keep.runs()
            .submit(chat.id(), RunRequest.by(assistant.id()).saying(NewMessage.user("Hello")));
    // All but a minute is gone before a worker takes it up.
    time.advance(Duration.ofMinutes(9));
    worker.runAll();
    assertThat(keep.runs().get(run.id()).status()).isEqualTo(RunStatus.EXPIRED);
    assertThat(Duration.between(run.times().createdAt(), time.instant()))
        .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(10).plusSeconds(3));
    // The script's second line.
    assertThat(chat.ask(assistant, "And now?").text()).isEqualTo("Now.");
  }

  @Test
  @Script("slow")
  void whoListensHearsOfAnAttemptBeforeItsReply() {
    List<String> heard = new ArrayList<>();
    PendingRun run = ask("Hello");
    run.listen(
        new RunListener() {
          @Override
          public void onEvent(RunEvent event) {
            heard.add(event.body().getClass().getSimpleName() + " at " + time.instant());
          }
        });
    worker.runAll();
    assertThat(heard.get(0))
        .isEqualTo(EventBody.AttemptBegun.class.getSimpleName() + " at 2026-01-01T00:00:00.200Z");
    assertThat(heard.get(heard.size() - 1)).startsWith("RunEnded");
  }

  @Test
  void theLeaseOfAWorkerThatDiesRunsOutByTheClock(ThreadStore store) {
    PendingRun run = ask("Hello");
    List<LeasedRun> dead =
        store.queue().claim(new Claimant("dead", Duration.ofSeconds(30), 0, Set.of()), 1);
    assertThat(dead).hasSize(1);
    time.advance(Duration.ofSeconds(29));
    assertThat(worker.runAll()).isZero();
    time.advance(Duration.ofSeconds(2));
    assertThat(worker.runAll()).isEqualTo(1);
    assertThat(run.get().progress().attempts()).isEqualTo(2);
  }

  @Test
  void decadesPassAtOnce() {
    time.advance(Duration.ofDays(3_650));
    assertThat(ask("Still here?").await(MINUTE).status()).isEqualTo(RunStatus.COMPLETED);
  }

  private PendingRun ask(String question) {
    chat.say(question);
    return chat.run(assistant);
  }
}
