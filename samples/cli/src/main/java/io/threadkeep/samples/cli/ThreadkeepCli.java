package io.threadkeep.samples.cli;

import io.threadkeep.Threadkeep;
import io.threadkeep.id.Scope;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The command line. Exit codes: 0 for success, 1 if something failed on the way, 2 for what was
 * asked for wrongly.
 */
@Command(
    name = "threadkeep",
    mixinStandardHelpOptions = true,
    version = "Threadkeep command line",
    scope = ScopeType.INHERIT,
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    description = "Looks after the threads of a database.",
    footer = {
      "",
      "The database is configured as in the application: by --config, by variables",
      "such as THREADKEEP_JDBC_URL, or by -D. No run is carried out, and nothing is",
      "cleared away, but by a command that says so."
    })
public final class ThreadkeepCli {
  private final Terminal terminal;

  @Option(
      names = "--config",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "The application's configuration file.")
  private @Nullable Path config;

  @Option(
      names = "-D",
      scope = ScopeType.INHERIT,
      paramLabel = "KEY=VALUE",
      description =
          "A setting that wins over all others: -Dthreadkeep.jdbc.url=jdbc:postgresql:app.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--migrate",
      scope = ScopeType.INHERIT,
      description = "Bring an older schema up to date, or make one; else it is refused.")
  private boolean migrate;

  @Option(
      names = "--tenant",
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      defaultValue = "default",
      description = "Whose threads (default: ${DEFAULT-VALUE}).")
  private String tenant = "";

  @Option(
      names = "--user",
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      description = "Which of the tenant's users (default: all).")
  private @Nullable String user;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Print JSON: one document, or of a list one a line.")
  private boolean json;

  @Option(
      names = {"-y", "--yes"},
      scope = ScopeType.INHERIT,
      description = "Do not ask before what cannot be undone.")
  private boolean yes;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Say where a failure comes from, and log what goes on.")
  private boolean verbose;

  ThreadkeepCli(Terminal terminal) {
    this.terminal = terminal;
  }

  public static void main(String[] arguments) {
    // jOOQ greets and advises on standard error unless it is told not to.
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    System.exit(run(Terminal.ofProcess(), arguments));
  }

  /** Carries one command line out, and returns its exit code. */
  static int run(Terminal terminal, String... arguments) {
    ThreadkeepCli cli = new ThreadkeepCli(terminal);
    CommandLine line = new CommandLine(cli);
    Commands.of(cli).forEach(line::addSubcommand);
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((wrong, unused) -> Failures.tell(wrong, cli.output()))
        .setExecutionExceptionHandler(
            (failure, unused, parsed) -> Failures.tell(failure, cli.output(), cli.verbose))
        .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
        .execute(arguments);
  }

  /** Opens what is configured, and leaves its work alone. */
  Threadkeep open() {
    return opening().open();
  }

  Opening opening() {
    if (config != null && !Files.isReadable(config)) {
      throw new UsageException("There is no configuration file " + config + " that can be read.");
    }
    if (verbose) {
      System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "info");
    }
    return new Opening(config, null, settings, migrate);
  }

  Scope scope() {
    return new Scope(tenant, user);
  }

  Terminal terminal() {
    return terminal;
  }

  Output output() {
    return new Output(terminal, json);
  }

  Progress progress() {
    return new Progress(terminal);
  }

  /** Whether to do what cannot be undone. */
  boolean mayGoOn(String question) {
    if (yes || terminal.confirms(question)) {
      return true;
    }
    output().note("Nothing was done. (--yes does it without asking.)");
    return false;
  }
}
