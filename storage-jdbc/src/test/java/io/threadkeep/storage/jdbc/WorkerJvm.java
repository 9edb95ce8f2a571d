package io.threadkeep.storage.jdbc;

import io.threadkeep.Foundations;
import io.threadkeep.Threadkeep;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.options.RunLimits;
import io.threadkeep.options.WorkerOptions;
import io.threadkeep.storage.jdbc.server.DatabaseAddress;
import io.threadkeep.tool.ToolBox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A JVM that does nothing but carry out runs, until its standard input ends or it is killed. */
final class WorkerJvm {
  static final Duration LEASE = Duration.ofSeconds(1);

  /** With attempts enough that no run is given up for the parent's kills alone. */
  static final EngineOptions OPTIONS =
      EngineOptions.defaults()
          .workers(
              WorkerOptions.defaults()
                  .slots(4)
                  .lease(LEASE)
                  .poll(Duration.ofMillis(50))
                  .grace(Duration.ofSeconds(2)))
          .limits(RunLimits.defaults().maxAttempts(20));

  private WorkerJvm() {}

  public static void main(String[] arguments) throws IOException {
    DatabaseAddress address = ChildJvm.address(arguments);
    History history = new History(Path.of(arguments[3]));
    try (Threadkeep keep =
        Threadkeep.on(
            Foundations.of(JdbcThreadStore.open(address.options()), new ChaosModel(history))
                .withTools(ToolBox.of(new NoteTool(history))),
            OPTIONS)) {
      System.out.println("ready");
      while (System.in.read() >= 0) {
        // Until the parent closes it.
      }
    }
  }
}
