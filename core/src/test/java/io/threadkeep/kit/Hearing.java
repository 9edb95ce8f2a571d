package io.threadkeep.kit;

import io.threadkeep.event.EventBody;
import io.threadkeep.event.RunEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A subscriber that wants everything and writes it down. */
final class Hearing implements Flow.Subscriber<RunEvent> {
  private static final long SECONDS = 30;

  /** Guarded by {@code this}. */
  private final List<RunEvent> heard = new ArrayList<>();

  private final CountDownLatch over = new CountDownLatch(1);
  private volatile @Nullable Throwable failure;

  static Hearing of(Flow.Publisher<RunEvent> events) {
    Hearing hearing = new Hearing();
    events.subscribe(hearing);
    return hearing;
  }

  /** Everything, once it is complete. */
  static List<RunEvent> all(Flow.Publisher<RunEvent> events) {
    return of(events).all();
  }

  List<RunEvent> all() {
    Throwable reason = end();
    if (reason != null) {
      throw new AssertionError("Listening ended with an error.", reason);
    }
    return soFar();
  }

  /** What it ends with. */
  @Nullable Throwable end() {
    try {
      if (!over.await(SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("Listening does not end. Heard so far: " + soFar());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted.", e);
    }
    return failure;
  }

  synchronized List<RunEvent> soFar() {
    return List.copyOf(heard);
  }

  /** Waits until it has heard the text up to {@code end}. */
  void awaitText(String end) {
    await(() -> text(heard).endsWith(end), "'" + end + "'");
  }

  /** Waits until it has heard events of these kinds, as {@link #kinds} tells them. */
  void awaitKinds(String... kinds) {
    List<String> wanted = List.of(kinds);
    await(() -> kinds(heard).equals(wanted), "what is to be heard, " + wanted + ",");
  }

  private synchronized void await(BooleanSupplier isHeard, String what) {
    try {
      for (int turn = 0; !isHeard.getAsBoolean(); turn++) {
        if (turn == SECONDS) {
          throw new AssertionError(what + " is not heard, but " + heard);
        }
        wait(TimeUnit.SECONDS.toMillis(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted.", e);
    }
  }

  /** All pieces of text together. */
  static String text(List<RunEvent> events) {
    return events.stream()
        .map(RunEvent::body)
        .filter(EventBody.TextDelta.class::isInstance)
        .map(body -> ((EventBody.TextDelta) body).text())
        .collect(Collectors.joining());
  }

  /** The kinds of events, each as often as it comes; any number of pieces in a row is one. */
  static List<String> kinds(List<RunEvent> events) {
    List<String> kinds = new ArrayList<>();
    for (RunEvent event : events) {
      String kind = event.body().getClass().getSimpleName();
      boolean isMore = kind.endsWith("Delta") && !kinds.isEmpty();
      if (!isMore || !kinds.get(kinds.size() - 1).equals(kind)) {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public synchronized void onNext(RunEvent event) {
    heard.add(event);
    notifyAll();
  }

  @Override
  public void onError(Throwable reason) {
    failure = reason;
    over.countDown();
  }

  @Override
  public void onComplete() {
    over.countDown();
  }
}
