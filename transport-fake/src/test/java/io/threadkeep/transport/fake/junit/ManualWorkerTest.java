package io.threadkeep.transport.fake.junit;

import static io.threadkeep.transport.fake.junit.Leftover.UNFINISHED_RUNS;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.Conversation;
import io.threadkeep.ManualTime;
import io.threadkeep.ManualWorker;
import io.threadkeep.PendingRun;
import io.threadkeep.RunRequest;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.id.Scope;
import io.threadkeep.message.Message;
import io.threadkeep.message.NewMessage;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.WhenBusy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a worker does in a test that has it in its own hands. */
@ExtendWith(ThreadkeepExtension.class)
class ManualWorkerTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Threadkeep keep;
  private final ManualTime time;
  private final ManualWorker worker;
  private final Assistant assistant;
  private final Conversation chat;

  ManualWorkerTest(Threadkeep keep, ManualTime time, ManualWorker worker) {
    this.keep = keep;
    this.time = time;
    this.worker = worker;
    this.assistant = keep.assistants().create(NewAssistant.named("Anyone"));
    this.chat = keep.conversations().start();
  }

  @Test
  void nothingHappensUntilItIsTold() {
    PendingRun run = ask("Hello");
    time.advance(MINUTE);
    assertThat(run.get().status()).isEqualTo(RunStatus.QUEUED);

    assertThat(worker.runOne().map(Run::id)).contains(run.id());
    assertThat(run.get().status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(run.reply().map(Message::text)).contains("You said: Hello");
    assertThat(worker.runOne()).isEmpty();

    // Not either when the worker is known to have nothing to do.
    PendingRun next = ask("And now?");
    assertThat(next.get().status()).isEqualTo(RunStatus.QUEUED);
    assertThat(worker.runAll()).isEqualTo(1);
  }

  @Test
  void runsAreCarriedOutOneByOneInTheOrderOfTheQueue() {
    PendingRun first = ask("One");
    PendingRun second = askElsewhere("Two");
    PendingRun third = askElsewhere("Three");

    assertThat(worker.runOne().map(Run::id)).contains(first.id());
    assertThat(second.get().status()).isEqualTo(RunStatus.QUEUED);
    assertThat(worker.runAll()).isEqualTo(2);
    assertThat(third.get().status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(worker.runAll()).isZero();
  }

  @Test
  void whoAwaitsARunHasItCarriedOut() {
    Instant before = time.instant();
    assertThat(ask("Hello").await(MINUTE).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(chat.ask(assistant, "Again").text()).isEqualTo("You said: Again");
    assertThat(time.instant()).isEqualTo(before);
  }

  @Test
  void listenersAreToldInPlace() {
    List<String> heard = new ArrayList<>();
    Thread here = Thread.currentThread();
    PendingRun run =
        ask("Hello")
            .onText(
                text -> {
                  assertThat(Thread.currentThread()).isSameAs(here);
                  heard.add(text);
                });
    worker.runAll();
    assertThat(heard).containsExactly("You said: Hello");
    assertThat(run.await(MINUTE).status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void aSecondRunWaitsForTheFirstOneOfItsThread() {
    PendingRun first = ask("One");
    PendingRun second =
        chat.run(
            RunRequest.by(assistant.id())
                .saying(NewMessage.user("Two"))
                .whenBusy(WhenBusy.ENQUEUE));
    assertThat(worker.runOne().map(Run::id)).contains(first.id());
    assertThat(worker.runOne().map(Run::id)).contains(second.id());
  }

  @Test
  void aRunThatWaitsIsCancelledAtOnce() {
    PendingRun run = ask("Hello");
    assertThat(run.cancel().status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(worker.runAll()).isZero();
  }

  @Test
  @AllowLeftovers(UNFINISHED_RUNS)
  void onceClosedItDoesNothingMore() {
    PendingRun run = ask("Hello");
    keep.close();
    assertThat(worker.runAll()).isZero();
    time.advance(Duration.ofHours(1));
    assertThat(run.get().status()).isEqualTo(RunStatus.QUEUED);
  }

  @Test
  void noThreadIsStarted() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Scope ann = Scope.user("acme", "ann");
    Assistant hers = keep.assistants(ann).create(NewAssistant.named("Anyone"));
    keep.conversations(ann).start().ask(hers, "Hello");
    keep.health();
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> !before.contains(thread))
        .extracting(Thread::getName)
        .isEmpty();
    assertThat(before).extracting(Thread::getName).noneMatch(n -> n.startsWith("threadkeep"));
  }

  private PendingRun ask(String question) {
    chat.say(question);
    return chat.run(assistant);
  }

  private PendingRun askElsewhere(String question) {
    Conversation other = keep.conversations().start();
    other.say(question);
    return other.run(assistant);
  }
}
