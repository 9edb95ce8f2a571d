package io.threadkeep.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.event.EventBody;
import io.threadkeep.event.ListeningEndedException;
import io.threadkeep.event.RunEvent;
import io.threadkeep.id.RunId;
import io.threadkeep.kit.ManualAlarms;
import io.threadkeep.run.RunStatus;
import io.threadkeep.store.StoredEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The rules of Reactive Streams that a feed could break, and when it reads. */
class FeedTest {
  private static final RunId RUN = new RunId("run_000000000000000000000000");

  private final HandCrank threads = new HandCrank();
  private final ManualAlarms alarms = new ManualAlarms();
  private final Feeds feeds = new Feeds(threads, alarms);

  private long stored = 5;
  private RunStatus status = RunStatus.IN_PROGRESS;
  private int reads;

  @Test
  void noMoreIsToldThanWasAskedFor() {
    Listener listener = listen(new Listener());
    assertThat(listener.heard).isEmpty();
    assertThat(reads).isZero();
    ask(listener, 2);
    assertThat(listener.heard).containsExactly(1L, 2L);
    ask(listener, 1);
    assertThat(listener.heard).containsExactly(1L, 2L, 3L);
  }

  @Test
  void demandAddsUpAndDoesNotOverflow() {
    Listener listener = listen(new Listener());
    listener.subscription().request(Long.MAX_VALUE - 1);
    listener.subscription().request(Long.MAX_VALUE - 1);
    threads.turn();
    assertThat(listener.heard).hasSize(5);
    assertThat(listener.errors).isEmpty();
  }

  @Test
  void askingFromWithinASignalDoesNotNest() {
    stored = 20_000;
    int[] depth = {0};
    Listener listener =
        listen(
            new Listener(
                self -> {
                  assertThat(++depth[0]).isEqualTo(1);
                  self.subscription().request(1);
                  depth[0]--;
                }));
    ask(listener, 1);
    assertThat(listener.heard).isEqualTo(LongStream.rangeClosed(1, stored).boxed().toList());
  }

  @Test
  void askingForNothingIsAnErrorAndTheLastSignal() {
    for (long wrong : new long[] {0, -1, Long.MIN_VALUE}) {
      Listener listener = listen(new Listener());
      ask(listener, wrong);
      ask(listener, 3);
      ask(listener, wrong);
      assertThat(listener.errors).singleElement().isInstanceOf(IllegalArgumentException.class);
      assertThat(listener.heard).isEmpty();
      assertThat(listener.completions).isZero();
    }
  }

  @Test
  void nothingIsToldAfterACancel() {
    Listener listener = listen(new Listener(self -> self.subscription().cancel()));
    ask(listener, 10);
    ask(listener, 10);
    listener.subscription().cancel();
    status = RunStatus.COMPLETED;
    feeds.wake(RUN);
    threads.turn();
    assertThat(listener.heard).containsExactly(1L);
    assertThat(listener.completions).isZero();
    assertThat(listener.errors).isEmpty();
    assertThat(alarms.pending()).isZero();
  }

  @Test
  void theEndIsAnEventAndThenTheCompletion() {
    status = RunStatus.FAILED;
    Listener listener = listen(new Listener());
    ask(listener, 5);
    assertThat(listener.completions).isZero();
    ask(listener, 1);
    assertThat(listener.heard).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(listener.times)
        .isEqualTo(LongStream.rangeClosed(1, 6).mapToObj(FeedTest::at).toList());
    assertThat(listener.completions).isEqualTo(1);
    ask(listener, 1);
    feeds.wake(RUN);
    threads.turn();
    assertThat(listener.completions).isEqualTo(1);
    assertThat(alarms.pending()).isZero();
  }

  @Test
  void whoKnowsTheEndIsToldNothingMore() {
    status = RunStatus.COMPLETED;
    for (long after : new long[] {6, 7, Long.MAX_VALUE}) {
      Listener listener = listen(new Listener(), after);
      ask(listener, 1);
      assertThat(listener.heard).isEmpty();
      assertThat(listener.completions).isEqualTo(1);
    }
  }

  @Test
  void aListenerThatThrowsHearsNothingMoreAndOthersDo() {
    Listener broken =
        listen(
            new Listener(
                self -> {
                  throw new IllegalStateException("gone");
                }));
    Listener sound = listen(new Listener());
    ask(broken, 10);
    ask(sound, 10);
    stored++;
    feeds.wake(RUN);
    threads.turn();
    assertThat(broken.heard).containsExactly(1L);
    assertThat(sound.heard).hasSize(6);
  }

  @Test
  void aFailureToReadIsTheLastSignal() {
    Listener listener = new Listener();
    feeds.listen(
        RUN,
        after -> {
          throw new NotFoundException("run", RUN.value());
        },
        0,
        listener);
    threads.turn();
    assertThat(listener.errors).isEmpty();
    ask(listener, 1);
    ask(listener, 1);
    assertThat(listener.errors).singleElement().isInstanceOf(NotFoundException.class);
  }

  @Test
  void aCloseTellsWhereToGoOnAlsoThoseWhoComeLater() {
    Listener listener = listen(new Listener());
    ask(listener, 2);
    feeds.close();
    Listener late = listen(new Listener(), 4);
    ask(late, 1);
    assertThat(listener.errors)
        .singleElement()
        .isInstanceOfSatisfying(
            ListeningEndedException.class, e -> assertThat(e.after()).isEqualTo(2));
    assertThat(late.errors)
        .singleElement()
        .isInstanceOfSatisfying(
            ListeningEndedException.class, e -> assertThat(e.after()).isEqualTo(4));
    assertThat(late.heard).isEmpty();
  }

  @Test
  void whoHasCaughtUpLooksAgainEachTimeLater() {
    Listener listener = listen(new Listener());
    ask(listener, 100);
    List<Long> waits = new ArrayList<>();
    for (int look = 0; look < 6; look++) {
      int before = reads;
      long waited = 0;
      while (reads == before) {
        alarms.pass(Duration.ofMillis(100));
        waited += 100;
        threads.turn();
      }
      waits.add(waited);
      assertThat(alarms.pending()).isEqualTo(1);
    }
    assertThat(waits).containsExactly(100L, 200L, 400L, 800L, 1_000L, 1_000L);
    stored++;
    feeds.wake(RUN);
    threads.turn();
    assertThat(listener.heard).endsWith(6L);
    assertThat(alarms.pending()).isEqualTo(1);
    int before = reads;
    alarms.pass(Duration.ofMillis(100));
    threads.turn();
    assertThat(reads).isGreaterThan(before);
  }

  @Test
  void signalsNeverOverlapHoweverManyCall() throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try (Feeds busy = new Feeds(pool, alarms)) {
      stored = 2_000;
      status = RunStatus.COMPLETED;
      AtomicBoolean telling = new AtomicBoolean();
      AtomicBoolean overlapped = new AtomicBoolean();
      CountDownLatch over = new CountDownLatch(1);
      List<Long> heard = new ArrayList<>();
      busy.listen(
          RUN,
          this::read,
          0,
          new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
              for (int i = 0; i < 4; i++) {
                pool.execute(
                    () -> {
                      for (int n = 0; n < 501; n++) {
                        subscription.request(1);
                        busy.wake(RUN);
                      }
                    });
              }
            }

            @Override
            public void onNext(RunEvent event) {
              overlapped.compareAndSet(false, telling.getAndSet(true));
              heard.add(event.sequence());
              telling.set(false);
            }

            @Override
            public void onError(Throwable error) {
              over.countDown();
            }

            @Override
            public void onComplete() {
              overlapped.compareAndSet(false, telling.get());
              over.countDown();
            }
          });
      assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(overlapped).isFalse();
      assertThat(heard).isEqualTo(LongStream.rangeClosed(1, stored + 1).boxed().toList());
    }
  }

  private Listener listen(Listener listener) {
    return listen(listener, 0);
  }

  private Listener listen(Listener listener, long after) {
    feeds.listen(RUN, this::read, after, listener);
    threads.turn();
    return listener;
  }

  private void ask(Listener listener, long n) {
    listener.subscription().request(n);
    threads.turn();
  }

  /** One second after the other. */
  private static Instant at(long sequence) {
    return Instant.EPOCH.plusSeconds(sequence);
  }

  /** Up to three at a time of those that are stored. */
  private StoredEvents read(long after) {
    reads++;
    List<RunEvent> events =
        LongStream.rangeClosed(1, stored)
            .filter(n -> n > after)
            .limit(3)
            .mapToObj(n -> new RunEvent(RUN, n, at(n), new EventBody.AttemptBegun(1)))
            .toList();
    return new StoredEvents(events, stored, status, status.isFinal() ? at(stored + 1) : null);
  }
}
