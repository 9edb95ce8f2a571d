package io.threadkeep;

import io.threadkeep.event.Listening;
import io.threadkeep.event.RunEvent;
import io.threadkeep.event.RunListener;
import io.threadkeep.id.RunId;
import io.threadkeep.internal.engine.RunOutcome;
import io.threadkeep.internal.engine.TakenRun;
import io.threadkeep.message.Message;
import io.threadkeep.run.RequiredCall;
import io.threadkeep.run.Run;
import io.threadkeep.run.ToolAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The handle on a submitted run. It goes on whether anyone holds the handle or not. What comes of a
 * run that was begun in this JVM at once, the handle knows without asking the store.
 */
public final class PendingRun {
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  private final RunExecutor executor;
  private final Run submitted;
  private final @Nullable CompletableFuture<RunOutcome> attempt;
  private final List<TextHearing> hearings = new CopyOnWriteArrayList<>();

  PendingRun(RunExecutor executor, TakenRun taken) {
    this.executor = executor;
    this.submitted = taken.run();
    this.attempt = taken.attempt();
  }

  public RunId id() {
    return submitted.id();
  }

  /** As it is now. */
  public Run get() {
    return executor.get(id());
  }

  /** See {@link RunExecutor#events}; all of them. */
  public Flow.Publisher<RunEvent> events() {
    return executor.events(id(), 0);
  }

  /** See {@link RunExecutor#listen}; from the first event on. */
  public Listening listen(RunListener listener) {
    return executor.listen(id(), 0, listener);
  }

  /**
   * Hands the text that the run writes to {@code text}, piece by piece, on another thread. For
   * showing it at once: where an attempt fails and the next one begins anew, so does the text. Who
   * has to know {@link #listen listens}.
   */
  public PendingRun onText(Consumer<String> text) {
    TextHearing hearing = new TextHearing(text);
    hearings.add(hearing);
    Listening unused = listen(hearing);
    return this;
  }

  /** See {@link RunExecutor#await}. Lets those finish who are still being told the text. */
  public Run await(Duration atMost) {
    Run ended = executor.await(submitted, attempt, atMost);
    hearings.forEach(hearing -> hearing.await(LAST_WORDS));
    return ended;
  }

  /** See {@link RunExecutor#awaitStop}. */
  public Run awaitStop(Duration atMost) {
    return executor.awaitStop(id(), atMost);
  }

  /** The message that it wrote, if it has written one. */
  public Optional<Message> reply() {
    return known().or(() -> executor.reply(submitted));
  }

  /** The reply, if the run was carried out here. */
  private Optional<Message> known() {
    return Optional.ofNullable(attempt)
        .map(begun -> begun.getNow(null))
        .filter(outcome -> outcome.run().status().isFinal())
        .map(RunOutcome::reply);
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
