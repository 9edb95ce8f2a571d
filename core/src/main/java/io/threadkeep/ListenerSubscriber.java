package io.threadkeep;

import io.threadkeep.event.Listening;
import io.threadkeep.event.RunEvent;
import io.threadkeep.event.RunListener;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Has a {@link RunListener} hear whatever comes. */
final class ListenerSubscriber implements Flow.Subscriber<RunEvent>, Listening {
  private final RunListener listener;
  private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();

  ListenerSubscriber(RunListener listener) {
    this.listener = listener;
  }

  @Override
  public void onSubscribe(Flow.Subscription begun) {
    subscription.set(begun);
    begun.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(RunEvent event) {
    listener.onEvent(event);
    event.body().tell(listener);
  }

  @Override
  public void onError(Throwable failure) {
    listener.onFailure(failure);
  }

  /** The run's end was the last event. */
  @Override
  public void onComplete() {}

  @Override
  public void close() {
    Flow.Subscription begun = subscription.getAndSet(null);
    if (begun != null) {
      begun.cancel();
    }
  }
}
