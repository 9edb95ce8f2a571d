package io.threadkeep.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.Scope;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.Samples;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.ThreadFork;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ForkPoint;
import io.threadkeep.thread.ThreadQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ThreadBoundsTest {
  private static final Scope ANN = Scope.user("acme", "ann");
  private static final Duration HOUR = Duration.ofHours(1);

  private final ManualClock clock = new ManualClock();
  private final Samples samples = new Samples(clock);

  @Test
  void withoutBoundsNothingIsForgotten() {
    ThreadStore store = new InMemoryThreadStore(clock);
    List<ChatThread> threads = start(store, 2_000);
    clock.advance(Duration.ofDays(10_000));
    assertThat(threads).allMatch(thread -> isThere(store, thread));
    assertThat(list(store)).hasSize(2_000);
  }

  @Test
  void atMostSoManyThreadsAreHeld() {
    ThreadStore store = store(10, Duration.ZERO);
    List<ChatThread> threads = start(store, 100);
    assertThat(threads).filteredOn(thread -> isThere(store, thread)).hasSize(10);
    assertThat(list(store)).hasSize(10).allMatch(thread -> isThere(store, thread));
  }

  @Test
  void anIdleThreadIsForgottenAfterItsTime() {
    ThreadStore store = store(0, HOUR);
    ChatThread used = start(store, 1).get(0);
    ChatThread idle = start(store, 1).get(0);
    clock.advance(HOUR.minusMillis(1));
    assertThat(isThere(store, used)).isTrue();
    clock.advance(Duration.ofMillis(1));
    assertThat(list(store)).extracting(ChatThread::id).containsExactly(used.id());
    assertThat(isThere(store, idle)).isFalse();
    clock.advance(HOUR);
    assertThat(isThere(store, used)).isFalse();
    assertThat(list(store)).isEmpty();
  }

  @Test
  void aForkReadsOnWhenItsSourceIsForgotten() {
    ThreadStore store = store(0, HOUR);
    ChatThread source = start(store, 1).get(0);
    store.messages().append(ANN, source.id(), samples.drafts("shared", "not shared"), null);
    ThreadFork plan =
        new ThreadFork(
            samples.ids().thread(), new ForkPoint(source.id(), 1), null, clock.instant());
    ChatThread fork = store.threads().fork(ANN, plan, null);
    clock.advance(HOUR.minusMillis(1));
    assertThat(isThere(store, fork)).isTrue();
    clock.advance(Duration.ofMillis(1));
    assertThat(isThere(store, source)).isFalse();
    assertThat(store.messages().before(ANN, fork.id(), 10, 10))
        .extracting(Message::text)
        .containsExactly("shared");
  }

  @Test
  void aForgottenThreadIsGoneWithEverythingOnIt() {
    ThreadStore store = store(0, HOUR);
    IdempotencyKey key = new IdempotencyKey("start", "body");
    ChatThread thread = store.threads().create(samples.thread(ANN), key);
    List<MessageDraft> drafts = samples.drafts("hello");
    store.messages().append(ANN, thread.id(), drafts, null);
    Run run = store.runs().submit(ANN, samples.submission(thread.id(), List.of())).run();
    store.runs().cancel(ANN, run.id());
    clock.advance(Duration.ofDays(1));

    assertThat(store.runs().find(ANN, run.id())).isEmpty();
    assertThat(store.messages().before(ANN, thread.id(), 10, 10)).isEmpty();
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> store.messages().append(ANN, thread.id(), drafts, null));
    ChatThread next =
        store.threads().create(samples.thread(ANN), new IdempotencyKey("start", "other body"));
    assertThat(next.id()).isNotEqualTo(thread.id());
    assertThat(store.messages().append(ANN, next.id(), drafts, null)).hasSize(1);
  }

  @Test
  void aThreadIsKeptWhileItsRunHasNotEnded() {
    ThreadStore store = store(3, HOUR);
    List<LeasedRun> running = new ArrayList<>();
    for (ChatThread thread : start(store, 3)) {
      store.runs().submit(ANN, samples.submission(thread.id(), List.of()));
      running.addAll(store.queue().claim(Samples.WORKER, 10));
    }
    start(store, 50);
    clock.advance(HOUR.multipliedBy(48));
    assertThat(list(store)).hasSize(3);
    for (LeasedRun leased : running) {
      assertThat(store.runs().find(ANN, leased.run().id())).isPresent();
      store.queue().commit(leased.lease(), RunCommit.of(RunMove.COMPLETE));
    }
    clock.advance(HOUR.minusMillis(1));
    assertThat(list(store)).hasSize(3);
    clock.advance(Duration.ofMillis(1));
    assertThat(list(store)).isEmpty();
  }

  @Test
  void runsThatEndMakeTheirThreadsCountAgain() {
    ThreadStore store = store(2, Duration.ZERO);
    List<Run> waiting = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      ChatThread thread = start(store, 1).get(0);
      waiting.add(store.runs().submit(ANN, samples.submission(thread.id(), List.of())).run());
    }
    assertThat(list(store)).hasSize(8);
    waiting.forEach(run -> store.runs().cancel(ANN, run.id()));
    assertThat(list(store)).hasSize(2);
  }

  @Test
  void boundsBelowZeroAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ThreadBounds(-1, Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ThreadBounds(0, Duration.ofSeconds(-1)));
  }

  private ThreadStore store(int maxThreads, Duration idleExpiry) {
    return new InMemoryThreadStore(clock, new ThreadBounds(maxThreads, idleExpiry));
  }

  private List<ChatThread> start(ThreadStore store, int count) {
    List<ChatThread> threads = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      threads.add(store.threads().create(samples.thread(ANN), null));
    }
    return threads;
  }

  private static boolean isThere(ThreadStore store, ChatThread thread) {
    return store.threads().find(ANN, thread.id()).isPresent();
  }

  private static List<ChatThread> list(ThreadStore store) {
    List<ChatThread> threads = new ArrayList<>();
    PageRequest request = PageRequest.oldestFirst().limit(100);
    while (request != null) {
      var page = store.threads().list(ANN, ThreadQuery.ALL, request);
      threads.addAll(page.items());
      request = page.next();
    }
    return threads;
  }
}
