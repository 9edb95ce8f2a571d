package io.threadkeep.storage.jdbc;

import io.threadkeep.Foundations;
import io.threadkeep.RunRequest;
import io.threadkeep.Threadkeep;
import io.threadkeep.id.AssistantId;
import io.threadkeep.id.RunId;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.NewMessage;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.options.WorkerOptions;
import io.threadkeep.run.ActiveRunException;
import io.threadkeep.run.WhenBusy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * A JVM with workers and with clients of its own, who speak on the threads that its history names.
 * Each client waits for its run before it speaks again.
 */
final class ClientJvm {
  static final EngineOptions OPTIONS =
      EngineOptions.defaults()
          .workers(WorkerOptions.defaults().slots(16).poll(Duration.ofMillis(50)));
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Threadkeep keep;
  private final History history;
  private final AssistantId assistant;
  private final List<ThreadId> threads;
  private final List<WhenBusy> ways;

  private ClientJvm(Threadkeep keep, History history, List<WhenBusy> ways) {
    this.keep = keep;
    this.history = history;
    this.assistant = new AssistantId(history.all("assistant").get(0));
    this.threads = history.all("thread").stream().map(ThreadId::new).toList();
    this.ways = ways;
  }

  /**
   * @param arguments of the database, then the history's file, this JVM's name, clients, turns of
   *     each, and what to do on a busy thread, one after the other
   */
  public static void main(String[] arguments) throws Exception {
    History history = new History(Path.of(arguments[3]));
    String name = arguments[4];
    int clients = Integer.parseInt(arguments[5]);
    int turns = Integer.parseInt(arguments[6]);
    List<WhenBusy> ways = Stream.of(arguments).skip(7).map(WhenBusy::valueOf).toList();
    ExecutorService pool = Executors.newFixedThreadPool(clients);
    try (Threadkeep keep =
        Threadkeep.on(
            Foundations.of(
                JdbcThreadStore.open(ChildJvm.address(arguments).options()),
                new WatchedModel(history)),
            OPTIONS)) {
      ClientJvm jvm = new ClientJvm(keep, history, ways);
      List<Future<?>> speaking = new ArrayList<>();
      for (int client = 0; client < clients; client++) {
        String who = name + "-" + client;
        long seed = who.hashCode();
        speaking.add(pool.submit(() -> jvm.speak(who, new Random(seed), turns)));
      }
      for (Future<?> client : speaking) {
        client.get();
      }
    } finally {
      pool.shutdownNow();
    }
    System.out.println("done");
  }

  private void speak(String who, Random random, int turns) {
    for (int turn = 0; turn < turns; turn++) {
      // Every other turn is on one of a few threads, so that clients meet.
      int among = turn % 2 == 0 ? threads.size() : Math.min(threads.size(), 20);
      ThreadId thread = threads.get(random.nextInt(among));
      String text = who + "-" + turn;
      RunId run = submit(thread, text, ways.get(turn % ways.size()));
      history.write("turn", thread + " " + run + " " + text);
      keep.runs().await(run, PATIENCE);
    }
  }

  private RunId submit(ThreadId thread, String text, WhenBusy way) {
    RunRequest request = RunRequest.by(assistant).saying(NewMessage.user(text));
    try {
      return keep.runs().submit(thread, request.whenBusy(way)).id();
    } catch (ActiveRunException e) {
      return keep.runs().submit(thread, request.whenBusy(WhenBusy.ENQUEUE)).id();
    }
  }
}
