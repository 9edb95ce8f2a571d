package io.threadkeep.samples.benchmarks.measure;

import io.threadkeep.Conversation;
import io.threadkeep.Foundations;
import io.threadkeep.PendingRun;
import io.threadkeep.RunRequest;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.id.Scope;
import io.threadkeep.message.NewMessage;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.options.WorkerOptions;
import io.threadkeep.samples.benchmarks.work.InstantModel;
import io.threadkeep.samples.benchmarks.work.Texts;
import io.threadkeep.storage.memory.InMemoryThreadStore;
import io.threadkeep.transport.fake.FakeTransport;
import io.threadkeep.transport.fake.Pause;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Many runs at once in one JVM, all of them waiting for their model; then how much heap each of
 * them takes, and how much memory the JVM. A program of its own, since the JVM is what is measured.
 */
public final class WaitingRuns {
  private static final Duration AT_MOST = Duration.ofMinutes(2);

  private WaitingRuns() {}

  /**
   * @param arguments how many
   */
  public static void main(String[] arguments) throws Exception {
    int runs = Integer.parseInt(arguments[0]);
    CountDownLatch waiting = new CountDownLatch(runs);
    CountDownLatch answer = new CountDownLatch(1);
    Pause untilToldSo =
        (time, stop) -> {
          waiting.countDown();
          answer.await();
          return false;
        };
    try (Threadkeep keep = threadkeep(untilToldSo, runs)) {
      Assistant assistant = keep.assistants(user(0)).create(NewAssistant.named("Answerer"));
      List<Conversation> chats = new ArrayList<>();
      for (int i = 0; i < runs; i++) {
        chats.add(keep.conversations(user(i)).start());
      }
      long before = heap();
      List<PendingRun> pending = new ArrayList<>();
      for (Conversation chat : chats) {
        pending.add(
            chat.run(
                RunRequest.by(assistant.id())
                    .saying(NewMessage.user(Texts.question(pending.size())))));
      }
      waiting.await();
      System.out.println("bytes=" + (heap() - before) / runs);
      System.out.println("resident=" + resident());
      answer.countDown();
      for (PendingRun run : pending) {
        run.await(AT_MOST);
      }
    }
  }

  /** With slots to spare, so that no run has to wait for anything but its model. */
  static Threadkeep threadkeep(Pause pause, int runs) {
    FakeTransport model =
        InstantModel.answering(FakeTransport.script().latency(WaitingRate.LATENCY).pausing(pause));
    return Threadkeep.on(
        Foundations.of(new InMemoryThreadStore(InstantSource.system()), model),
        EngineOptions.defaults().workers(WorkerOptions.defaults().slots(2 * runs)));
  }

  /** Everybody is a user of their own: one alone may not have as many runs in the queue. */
  static Scope user(int number) {
    return Scope.user("acme", "u-" + number);
  }

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** In bytes, as Linux counts it; 0 elsewhere. */
  private static long resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> 1_024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
        .sum();
  }
}
