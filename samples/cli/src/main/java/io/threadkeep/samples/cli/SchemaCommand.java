package io.threadkeep.samples.cli;

import io.threadkeep.storage.jdbc.Database;
import io.threadkeep.storage.jdbc.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "schema",
    description = "Prints the statements that make the tables, to be run with a tool of your own.")
final class SchemaCommand implements Callable<Integer> {
  private final ThreadkeepCli cli;

  @Parameters(paramLabel = "DATABASE", description = "One of ${COMPLETION-CANDIDATES}.")
  private Database database = Database.H2;

  SchemaCommand(ThreadkeepCli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    Output output = cli.output();
    String script = Schema.script(database);
    if (output.isJson()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("database", database);
      fields.put("version", Schema.VERSION);
      fields.put("script", script);
      output.json(fields);
    } else {
      output.line(script.stripTrailing());
    }
    return 0;
  }
}
