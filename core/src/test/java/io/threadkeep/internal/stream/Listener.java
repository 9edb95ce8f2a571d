package io.threadkeep.internal.stream;

import io.threadkeep.event.RunEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes down every signal, and asks for nothing by itself. */
final class Listener implements Flow.Subscriber<RunEvent> {
  final List<Long> heard = new ArrayList<>();
  final List<Instant> times = new ArrayList<>();
  final List<Throwable> errors = new ArrayList<>();
  int completions;
  private final Consumer<Listener> onEach;
  private Flow.@Nullable Subscription subscription;

  /**
   * @param onEach done within each signal of an event
   */
  Listener(Consumer<Listener> onEach) {
    this.onEach = onEach;
  }

  Listener() {
    this(self -> {});
  }

  Flow.Subscription subscription() {
    return Objects.requireNonNull(subscription, "nothing has begun yet");
  }

  @Override
  public void onSubscribe(Flow.Subscription begun) {
    if (subscription != null || !heard.isEmpty() || !errors.isEmpty() || completions > 0) {
      throw new AssertionError("onSubscribe is not the first signal, or not the only one.");
    }
    subscription = begun;
  }

  @Override
  public void onNext(RunEvent event) {
    heard.add(event.sequence());
    times.add(event.at());
    onEach.accept(this);
  }

  @Override
  public void onError(Throwable error) {
    errors.add(error);
  }

  @Override
  public void onComplete() {
    completions++;
  }
}
