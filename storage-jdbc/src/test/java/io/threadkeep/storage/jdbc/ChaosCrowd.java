package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.Conversation;
import io.threadkeep.Foundations;
import io.threadkeep.PendingRun;
import io.threadkeep.RunRequest;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.id.RunId;
import io.threadkeep.id.ThreadId;
import io.threadkeep.kit.Chaos;
import io.threadkeep.message.Message;
import io.threadkeep.message.NewMessage;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.storage.jdbc.server.DatabaseAddress;
import io.threadkeep.tool.ToolBox;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Worker JVMs that are killed and paused while a parent, which carries out nothing itself, submits
 * runs and waits for them. One question in three has a note taken.
 */
final class ChaosCrowd implements AutoCloseable {
  private static final int WORKERS = 3;
  private static final int RUNS_PER_BLOW = Chaos.times(8, 12);

  /** For a worker that comes to life again as a zombie, its runs in other hands. */
  private static final Duration PAUSE = WorkerJvm.LEASE.multipliedBy(17).dividedBy(10);

  private final DatabaseAddress address;
  private final History history;
  private final int kills;
  private final int pauses;
  private final Random random = new Random(7);
  private final List<ChildJvm> workers = new ArrayList<>();
  private final List<PendingRun> runs = new ArrayList<>();
  private final Threadkeep keep;

  private ChaosCrowd(DatabaseAddress address, History history, int kills, int pauses) {
    this.address = address;
    this.history = history;
    this.kills = kills;
    this.pauses = pauses;
    this.keep =
        Threadkeep.on(
            Foundations.of(JdbcThreadStore.open(address.options()), new ChaosModel(history))
                .withTools(ToolBox.of(new NoteTool(history))),
            WorkerJvm.OPTIONS.workers(WorkerJvm.OPTIONS.workers().slots(0)));
  }

  static ChaosCrowd start(DatabaseAddress address, History history, int kills, int pauses)
      throws IOException {
    ChaosCrowd crowd = new ChaosCrowd(address, history, kills, pauses);
    for (int i = 0; i < WORKERS; i++) {
      crowd.workers.add(crowd.startWorker());
    }
    for (ChildJvm worker : crowd.workers) {
      assertThat(worker.read(1)).containsExactly("ready");
    }
    return crowd;
  }

  /** Submits, strikes, submits, strikes; and waits for all. */
  void rage() throws IOException, InterruptedException {
    Assistant assistant =
        keep.assistants()
            .create(
                NewAssistant.named("Anyone").tools(List.of(new NoteTool(history).definition())));
    List<Boolean> blows = new ArrayList<>();
    IntStream.range(0, kills).forEach(i -> blows.add(true));
    IntStream.range(0, pauses).forEach(i -> blows.add(false));
    Collections.shuffle(blows, random);
    for (boolean kill : blows) {
      submit(assistant, RUNS_PER_BLOW);
      // Half of them are on their way when the blow falls.
      runs.get(runs.size() - RUNS_PER_BLOW / 2).await(Duration.ofMinutes(1));
      if (kill) {
        kill(random.nextInt(WORKERS));
      } else {
        workers.get(random.nextInt(WORKERS)).pause(PAUSE);
      }
    }
    for (PendingRun run : runs) {
      run.await(Duration.ofMinutes(1));
    }
  }

  private void submit(Assistant assistant, int count) {
    for (int i = 0; i < count; i++) {
      int number = runs.size();
      String question = (number % 3 == 0 ? ChaosModel.NOTE_THIS : "") + "question " + number;
      Conversation chat = keep.conversations().start();
      runs.add(chat.run(RunRequest.by(assistant.id()).saying(NewMessage.user(question))));
    }
  }

  private void kill(int number) throws IOException {
    workers.get(number).close();
    // Ready in its own time: the others go on meanwhile.
    workers.set(number, startWorker());
  }

  private ChildJvm startWorker() throws IOException {
    return ChildJvm.start(WorkerJvm.class, address, history.file().toString());
  }

  ChaosReport report() {
    List<RunId> lost = new ArrayList<>();
    List<ThreadId> doubled = new ArrayList<>();
    long unknown = 0;
    long callsWithoutFaults = 0;
    for (PendingRun pending : runs) {
      Run run = pending.get();
      List<Message> log = keep.conversations().resume(run.threadId()).messages().toList();
      boolean noted = log.get(0).text().startsWith(ChaosModel.NOTE_THIS);
      callsWithoutFaults += noted ? 2 : 1;
      unknown += log.stream().anyMatch(ChaosCrowd::isUnknown) ? 1 : 0;
      if (run.status() != RunStatus.COMPLETED || pending.reply().isEmpty()) {
        lost.add(run.id());
      }
      if (log.size() != (noted ? 4 : 2)) {
        doubled.add(run.threadId());
      }
    }
    double calls = (double) history.all("model").size() / callsWithoutFaults;
    return new ChaosReport(
        kills, pauses, runs.size(), lost, doubled, twice(history.all("tool")), unknown, calls);
  }

  private static boolean isUnknown(Message message) {
    return message.toolResults().stream().anyMatch(result -> result.output().contains("unknown"));
  }

  private static List<String> twice(List<String> keys) {
    Set<String> seen = new HashSet<>();
    return keys.stream().filter(key -> !seen.add(key)).toList();
  }

  @Override
  public void close() {
    workers.forEach(ChildJvm::close);
    keep.close();
  }
}
