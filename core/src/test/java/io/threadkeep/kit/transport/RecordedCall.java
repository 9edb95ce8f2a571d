package io.threadkeep.kit.transport;

import io.threadkeep.message.ContentPart;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelDelta;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A call that remembers what was emitted, and can be cancelled. */
public final class RecordedCall implements ModelCall {
  /** All three are guarded by {@code this}. */
  private final List<ModelDelta> deltas = new ArrayList<>();

  private final List<Runnable> stops = new ArrayList<>();
  private boolean cancelled;

  private final CountDownLatch cancellable = new CountDownLatch(1);

  @Override
  public synchronized void emit(ModelDelta delta) {
    deltas.add(delta);
  }

  @Override
  public void onCancel(Runnable stop) {
    boolean now;
    synchronized (this) {
      now = cancelled;
      if (!now) {
        stops.add(stop);
      }
    }
    if (now) {
      stop.run();
    }
    cancellable.countDown();
  }

  @Override
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  public void cancel() {
    List<Runnable> toRun;
    synchronized (this) {
      cancelled = true;
      toRun = List.copyOf(stops);
      stops.clear();
    }
    toRun.forEach(Runnable::run);
  }

  /** Waits until the transport has said how to stop it. */
  public void awaitCancellable(Duration atMost) throws InterruptedException {
    if (!cancellable.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new AssertionError("The transport never called onCancel within " + atMost + ".");
    }
  }

  public synchronized List<ModelDelta> deltas() {
    return List.copyOf(deltas);
  }

  /** What the deltas add up to: text, refusal, tool calls by index, each in one part. */
  public List<ContentPart> assembled() {
    StringBuilder text = new StringBuilder();
    StringBuilder refusal = new StringBuilder();
    Map<Integer, ContentPart.ToolCall> calls = new TreeMap<>();
    for (ModelDelta delta : deltas()) {
      if (delta instanceof ModelDelta.TextDelta piece) {
        text.append(piece.text());
      } else if (delta instanceof ModelDelta.RefusalDelta piece) {
        refusal.append(piece.text());
      } else if (delta instanceof ModelDelta.ToolCallDelta piece) {
        calls.merge(piece.index(), first(piece), (sofar, next) -> longer(sofar, next.arguments()));
      }
    }
    List<ContentPart> parts = new ArrayList<>();
    if (!text.isEmpty()) {
      parts.add(new ContentPart.Text(text.toString()));
    }
    if (!refusal.isEmpty()) {
      parts.add(new ContentPart.Refusal(refusal.toString()));
    }
    parts.addAll(calls.values());
    return parts;
  }

  private static ContentPart.ToolCall first(ModelDelta.ToolCallDelta piece) {
    // A later piece need not repeat id and name; only the first one's are looked at.
    return new ContentPart.ToolCall(
        piece.callId().isEmpty() ? "?" : piece.callId(),
        piece.name().isEmpty() ? "?" : piece.name(),
        piece.arguments());
  }

  private static ContentPart.ToolCall longer(ContentPart.ToolCall call, String arguments) {
    return new ContentPart.ToolCall(call.callId(), call.name(), call.arguments() + arguments);
  }
}
