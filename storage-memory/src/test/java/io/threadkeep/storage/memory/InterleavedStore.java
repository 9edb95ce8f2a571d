package io.threadkeep.storage.memory;

import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.Samples;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.store.CommittedRun;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.store.SubmittedRun;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import java.util.List;
import java.util.function.Supplier;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/**
 * A store with two threads, as Lincheck calls it: in all orders of steps, and then once more in one
 * order of whole calls, which must have told the same.
 */
@Param(name = "thread", gen = IntGen.class, conf = "0:1")
@Param(name = "message", gen = IntGen.class, conf = "0:3")
@Param(name = "run", gen = IntGen.class, conf = "0:1")
@Param(name = "token", gen = IntGen.class, conf = "1:2")
public final class InterleavedStore {
  private static final Scope ANN = Scope.user("acme", "ann");
  private static final Samples SAMPLES = new Samples(new ManualClock());
  private static final List<ChatThread> THREADS = List.of(SAMPLES.thread(ANN), SAMPLES.thread(ANN));
  private static final List<MessageDraft> MESSAGES = SAMPLES.numbered("message ", 4);
  private static final List<RunCommit> REPLIES =
      SAMPLES.numbered("reply ", 2).stream()
          .map(reply -> RunCommit.of(RunMove.COMPLETE).saying(reply))
          .toList();
  private static final List<RunSubmission> RUNS =
      THREADS.stream()
          .map(thread -> SAMPLES.submission(thread.id(), SAMPLES.drafts("And now?")))
          .toList();

  private final ManualClock clock = new ManualClock();
  private final ThreadStore store = new InMemoryThreadStore(clock);

  public InterleavedStore() {
    THREADS.forEach(thread -> store.threads().create(thread, null));
  }

  @Operation
  public Told append(@Param(name = "thread") int thread, @Param(name = "message") int message) {
    return told(
        () ->
            store
                .messages()
                .append(ANN, THREADS.get(thread).id(), List.of(MESSAGES.get(message)), null));
  }

  @Operation
  public Told read(@Param(name = "thread") int thread) {
    return told(() -> store.messages().before(ANN, THREADS.get(thread).id(), Long.MAX_VALUE, 10));
  }

  @Operation
  public Told submit(@Param(name = "run") int run) {
    return told(() -> store.runs().submit(ANN, RUNS.get(run)));
  }

  @Operation
  public Told claim() {
    return told(() -> store.queue().claim(Samples.WORKER, 1));
  }

  @Operation
  public Told commit(@Param(name = "run") int run, @Param(name = "token") int token) {
    return told(() -> store.queue().commit(new Lease(id(run), token), REPLIES.get(run)));
  }

  @Operation
  public Told cancel(@Param(name = "run") int run) {
    return told(() -> store.runs().cancel(ANN, id(run)));
  }

  @Operation
  public Told reap() {
    return told(() -> store.queue().reap(2, 10));
  }

  /** Time for every lease to run out. */
  @Operation
  public void pass() {
    clock.advance(Samples.LEASE);
  }

  private static RunId id(int run) {
    return RUNS.get(run).id();
  }

  private static Told told(Supplier<Object> call) {
    try {
      return new Told(call.get());
    } catch (ThreadkeepException e) {
      return new Told(e.getClass());
    }
  }

  /** What a call came to: put into words only where somebody reads it. */
  public record Told(Object result) {

    @Override
    public String toString() {
      return words(result);
    }

    private static String words(Object result) {
      if (result instanceof List<?> list) {
        return list.stream().map(Told::words).toList().toString();
      } else if (result instanceof Message message) {
        return message.position() + ": " + message.text();
      } else if (result instanceof SubmittedRun submitted) {
        return words(submitted.run());
      } else if (result instanceof CommittedRun committed) {
        return words(committed.run());
      } else if (result instanceof LeasedRun leased) {
        return words(leased.run()) + ", token " + leased.lease().token();
      } else if (result instanceof Run run) {
        return run.status() + " up to " + run.progress().pinnedEnd();
      }
      return result instanceof Class<?> error ? error.getSimpleName() : result.toString();
    }
  }
}
