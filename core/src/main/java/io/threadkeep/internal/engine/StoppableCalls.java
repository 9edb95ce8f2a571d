package io.threadkeep.internal.engine;

import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelDelta;
import io.threadkeep.transport.ModelReply;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/** Model calls that nobody listens to, and that all end when this JVM shuts down. */
final class StoppableCalls {
  private final Set<Call> underWay = new HashSet<>();
  private volatile boolean stopped;

  boolean areStopped() {
    return stopped;
  }

  ModelReply make(Function<ModelCall, ModelReply> work) {
    Call call = new Call();
    synchronized (underWay) {
      underWay.add(call);
    }
    try {
      return work.apply(call);
    } finally {
      synchronized (underWay) {
        underWay.remove(call);
      }
      // An interrupt is a transport's way of stopping its call; the thread is ours.
      Thread.interrupted();
    }
  }

  void stop() {
    stopped = true;
    Set<Call> calls;
    synchronized (underWay) {
      calls = Set.copyOf(underWay);
    }
    calls.forEach(Call::stop);
  }

  private final class Call implements ModelCall {
    /** Guarded by {@code this}. */
    private final Set<Runnable> stops = new HashSet<>();

    @Override
    public void emit(ModelDelta delta) {}

    @Override
    public void onCancel(Runnable stop) {
      synchronized (this) {
        if (!stopped) {
          stops.add(stop);
          return;
        }
      }
      stop.run();
    }

    @Override
    public boolean isCancelled() {
      return stopped;
    }

    void stop() {
      Set<Runnable> all;
      synchronized (this) {
        all = Set.copyOf(stops);
        stops.clear();
      }
      all.forEach(Runnable::run);
    }
  }
}
