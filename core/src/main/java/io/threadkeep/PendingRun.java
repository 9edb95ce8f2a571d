package io.threadkeep;

import io.threadkeep.id.RunId;
import io.threadkeep.message.Message;
import io.threadkeep.run.RequiredCall;
import io.threadkeep.run.Run;
import io.threadkeep.run.ToolAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The handle on a submitted run. It goes on whether anyone holds the handle or not. */
public final class PendingRun {
  private final RunExecutor executor;
  private final Run submitted;

  PendingRun(RunExecutor executor, Run submitted) {
    this.executor = executor;
    this.submitted = submitted;
  }

  public RunId id() {
    return submitted.id();
  }

  /** As it is now. */
  public Run get() {
    return executor.get(id());
  }

  /** See {@link RunExecutor#await}. */
  public Run await(Duration atMost) {
    return executor.await(id(), atMost);
  }

  /** See {@link RunExecutor#awaitStop}. */
  public Run awaitStop(Duration atMost) {
    return executor.awaitStop(id(), atMost);
  }

  /** The message that it wrote, if it has written one. */
  public Optional<Message> reply() {
    return executor.reply(submitted);
  }

  /** See {@link RunExecutor#required}. */
  public List<RequiredCall> required() {
    return executor.required(id());
  }

  /** See {@link RunExecutor#answer}. */
  public Run answer(ToolAnswer... answers) {
    return executor.answer(id(), List.of(answers));
  }

  /** See {@link RunExecutor#cancel}. */
  public Run cancel() {
    return executor.cancel(id());
  }
}
