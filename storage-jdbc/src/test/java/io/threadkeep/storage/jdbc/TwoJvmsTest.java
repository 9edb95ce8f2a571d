package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.threadkeep.Foundations;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.id.RunId;
import io.threadkeep.id.ThreadId;
import io.threadkeep.kit.Chaos;
import io.threadkeep.message.Message;
import io.threadkeep.message.Role;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.WhenBusy;
import io.threadkeep.storage.jdbc.server.DatabaseAddress;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two JVMs with 64 clients between them. At every moment a thread has one run at work at most,
 * every run ends once, every question is in its log once, and every run that completed has one
 * reply.
 */
class TwoJvmsTest {
  private static final int CLIENTS = 64;

  @TempDir Path directory;

  static Stream<Named<DatabaseServer>> databases() {
    return Databases.shared();
  }

  @ParameterizedTest
  @MethodSource("databases")
  void onOneThreadAllWaitForTheirTurn(DatabaseServer server) throws Exception {
    int turns = Chaos.times(1, 20);
    assertThat(speak(server, 1, turns, WhenBusy.ENQUEUE))
        .containsExactly(entry(RunStatus.COMPLETED, CLIENTS * turns));
  }

  @ParameterizedTest
  @MethodSource("databases")
  void onAThousandThreadsTheyMeetInEveryWay(DatabaseServer server) throws Exception {
    assertThat(speak(server, 1_000, Chaos.times(6, 100), WhenBusy.values()))
        .containsOnlyKeys(RunStatus.COMPLETED, RunStatus.CANCELLED);
  }

  /** How many runs ended in which way. */
  private Map<RunStatus, Integer> speak(
      DatabaseServer server, int threads, int turns, WhenBusy... ways) throws Exception {
    History history = new History(directory.resolve("history"));
    DatabaseAddress address = server.fresh();
    try (Threadkeep keep =
        Threadkeep.on(
            Foundations.of(JdbcThreadStore.open(address.options()), new WatchedModel(history)),
            ClientJvm.OPTIONS.workers(ClientJvm.OPTIONS.workers().slots(0)))) {
      String assistant = keep.assistants().create(NewAssistant.named("Anyone")).id().toString();
      history.write("assistant", assistant);
      for (int i = 0; i < threads; i++) {
        history.write("thread", keep.conversations().start().id().toString());
      }
      try (ChildJvm one = client("one", address, history, turns, ways);
          ChildJvm other = client("other", address, history, turns, ways)) {
        assertThat(one.read(1)).containsExactly("done");
        assertThat(other.read(1)).containsExactly("done");
      }
      assertThat(thoseThatMet(history)).as("questions answered on one thread at once").isEmpty();
      return ends(keep, history);
    }
  }

  private static ChildJvm client(
      String name, DatabaseAddress address, History history, int turns, WhenBusy... ways)
      throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.add(history.file().toString());
    arguments.add(name);
    arguments.add(Integer.toString(CLIENTS / 2));
    arguments.add(Integer.toString(turns));
    Arrays.stream(ways).map(WhenBusy::name).forEach(arguments::add);
    return ChildJvm.start(ClientJvm.class, address, arguments.toArray(String[]::new));
  }

  private static List<String> thoseThatMet(History history) {
    List<String> met = new ArrayList<>();
    Map<String, String> atWork = new HashMap<>();
    for (String line : history.all("call")) {
      String[] call = line.split(" ", -1);
      if (call[0].equals("in")) {
        String other = atWork.put(call[1], call[2]);
        if (other != null) {
          met.add(call[1] + ": " + other + " and " + call[2]);
        }
      } else {
        atWork.remove(call[1], call[2]);
      }
    }
    return met;
  }

  private static Map<RunStatus, Integer> ends(Threadkeep keep, History history) {
    Map<RunStatus, Integer> ended = new HashMap<>();
    Map<ThreadId, List<Message>> logs = new HashMap<>();
    Map<RunId, Run> runs = new HashMap<>();
    List<String> turns = history.all("turn");
    for (String line : turns) {
      String[] turn = line.split(" ", -1);
      List<Message> log =
          logs.computeIfAbsent(
              new ThreadId(turn[0]), id -> keep.conversations().resume(id).messages().toList());
      Run run = runs.computeIfAbsent(new RunId(turn[1]), keep.runs()::get);
      assertThat(run.status().isFinal()).as("%s is final", run.id()).isTrue();
      assertThat(log).filteredOn(message -> message.text().equals(turn[2])).hasSize(1);
      assertThat(log)
          .as("whole replies of %s", run.id())
          .filteredOn(message -> message.role() == Role.ASSISTANT)
          .filteredOn(message -> run.id().equals(message.draft().origin().runId()))
          .filteredOn(message -> message.draft().origin().incomplete() == null)
          .hasSize(run.status() == RunStatus.COMPLETED ? 1 : 0);
    }
    runs.values().forEach(run -> ended.merge(run.status(), 1, Integer::sum));
    logs.values()
        .forEach(
            log ->
                assertThat(log)
                    .extracting(Message::position)
                    .containsExactlyElementsOf(
                        Stream.iterate(log.get(0).position(), at -> at + 1)
                            .limit(log.size())
                            .toList()));
    return ended;
  }
}
