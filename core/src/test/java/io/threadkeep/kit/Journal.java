package io.threadkeep.kit;

import io.threadkeep.observe.EngineListener;
import io.threadkeep.observe.ModelCallReport;
import io.threadkeep.observe.ToolCallReport;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Writes down what an engine tells, a line for each, and then throws. */
final class Journal implements EngineListener {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);

  List<String> lines() {
    return lines;
  }

  /** Until a run's end has been told: whoever waits for the run may be quicker. */
  void awaitEnd() {
    try {
      if (!end.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("No run's end was told: " + lines);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted.", e);
    }
  }

  @Override
  public void runSubmitted(Run run) {
    write("submitted");
  }

  @Override
  public void attemptBegun(LeasedRun attempt) {
    write(name(attempt) + " begun");
  }

  @Override
  public void modelCalled(ModelCallReport call) {
    String how =
        call.answer() == null
            ? Objects.requireNonNull(call.error()).getClass().getSimpleName()
            : "answered with " + call.answer().usage().totalTokens() + " tokens";
    write(call.model() + " " + how + (call.toFirstDelta() == null ? "" : " as it went"));
  }

  @Override
  public void toolCalled(ToolCallReport call) {
    write(call.tool() + " " + Objects.requireNonNullElse(call.error(), "answered"));
  }

  @Override
  public void runHandedBack(Run run, RunMove move, Duration delay) {
    write("handed back by " + move);
  }

  @Override
  public void leaseLost(LeasedRun attempt) {
    write(name(attempt) + " lost its lease");
  }

  @Override
  public void attemptEnded(LeasedRun attempt, Run run) {
    write(name(attempt) + " ended " + run.status().wireName());
  }

  @Override
  public void runEnded(Run run) {
    try {
      write("run ended " + run.status().wireName());
    } finally {
      end.countDown();
    }
  }

  @Override
  public void gateClosed(String model, Duration delay) {
    write(model + " closed");
  }

  private static String name(LeasedRun attempt) {
    return "attempt " + attempt.run().progress().attempts();
  }

  private void write(String line) {
    lines.add(line);
    throw new IllegalStateException("A listener that throws.");
  }
}
