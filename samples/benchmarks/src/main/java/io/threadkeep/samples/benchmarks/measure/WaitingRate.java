package io.threadkeep.samples.benchmarks.measure;

import io.threadkeep.Conversation;
import io.threadkeep.Conversations;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.samples.benchmarks.work.Texts;
import io.threadkeep.transport.fake.Pause;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * As many callers as {@link WaitingRuns} has runs, each on a virtual thread of its own, asking a
 * model that takes 200 ms; then how many replies there are in a second.
 */
public final class WaitingRate {
  static final Duration LATENCY = Duration.ofMillis(200);

  /** A conversation is left then: its messages are not what is to fill the memory. */
  private static final int TURNS = 10;

  private WaitingRate() {}

  /**
   * @param arguments how many callers; for how many seconds, after as many to warm up
   */
  public static void main(String[] arguments) throws Exception {
    int callers = Integer.parseInt(arguments[0]);
    int seconds = Integer.parseInt(arguments[1]);
    LongAdder replies = new LongAdder();
    ExecutorService threads = virtualThreads();
    try (Threadkeep keep = WaitingRuns.threadkeep(Pause.REAL, callers)) {
      Assistant assistant =
          keep.assistants(WaitingRuns.user(0)).create(NewAssistant.named("Answerer"));
      for (int i = 0; i < callers; i++) {
        Conversations own = keep.conversations(WaitingRuns.user(i));
        threads.execute(() -> askOn(own, assistant, replies));
      }
      TimeUnit.SECONDS.sleep(seconds);
      long before = replies.sum();
      long start = System.nanoTime();
      TimeUnit.SECONDS.sleep(seconds);
      double perSecond = (replies.sum() - before) * 1e9 / (System.nanoTime() - start);
      System.out.println("rate=" + Math.round(perSecond));
      System.out.flush();
      // Without waiting for the rest: there is nothing to be kept.
      Runtime.getRuntime().halt(0);
    }
  }

  /** A caller that fails would make the others look faster than they are: it ends the program. */
  private static void askOn(Conversations own, Assistant assistant, LongAdder replies) {
    try {
      ask(own, assistant, replies);
    } catch (RuntimeException e) {
      System.err.println("A caller failed: " + e);
      Runtime.getRuntime().halt(1);
    }
  }

  private static void ask(Conversations own, Assistant assistant, LongAdder replies) {
    while (true) {
      Conversation chat = own.start();
      for (int turn = 0; turn < TURNS; turn++) {
        chat.ask(assistant, Texts.question(turn));
        replies.increment();
      }
      own.delete(chat.id());
    }
  }

  /** There from JDK 21 on; we are compiled for 17. */
  private static ExecutorService virtualThreads() throws ReflectiveOperationException {
    return (ExecutorService)
        Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }
}
