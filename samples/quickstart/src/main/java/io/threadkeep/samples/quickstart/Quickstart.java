package io.threadkeep.samples.quickstart;

import io.threadkeep.Threadkeep;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.id.Scope;
import io.threadkeep.wiring.ConfigurationException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command line. Exit codes: 0 for success, 1 if something failed on the way, 2 for wrong
 * options or configuration.
 */
@Command(
    name = "quickstart",
    mixinStandardHelpOptions = true,
    version = "Threadkeep quickstart",
    sortOptions = false,
    description = {
      "A console chat whose threads live in your own database.",
      "Standard output holds the conversation and nothing else."
    })
public final class Quickstart implements Callable<Integer> {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the embedded H2 database lives (default: threadkeep-data).")
  private @Nullable String data;

  @Option(names = "--storage", paramLabel = "NAME", description = "jdbc (default) or memory.")
  private @Nullable String storage;

  @Option(
      names = "--transport",
      paramLabel = "NAME",
      description = "fake (default: no key, no network) or openai.")
  private @Nullable String transport;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "The model to ask, in place of the assistant's own.")
  private @Nullable String model;

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      description = "A server that speaks OpenAI's API.")
  private @Nullable String baseUrl;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "Whose threads (default: your login name).")
  private String user = System.getProperty("user.name", "someone");

  @Option(names = "--thread", paramLabel = "ID", description = "Resume this thread.")
  private @Nullable String thread;

  @Option(
      names = "--history",
      description = "First print what the thread holds: --thread's, or your latest one's.")
  private boolean history;

  @Option(
      names = "--script",
      paramLabel = "FILE",
      description = {
        "Read what to say from FILE, or from standard input for '-': one message a line,",
        "or JSON lines {\"turns\": [\"first\", \"second\"]}, each line a thread of its own."
      })
  private @Nullable String script;

  @Option(
      names = "--stream",
      negatable = true,
      description = {
        "Show replies while they are written, or once they are stored",
        "(default: the former to a person, the latter to a file or a pipe)."
      })
  private @Nullable Boolean stream;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Quickstart()).execute(arguments));
  }

  @Override
  public Integer call() {
    Console console = new Console();
    try (Threadkeep keep = Threadkeep.open(settings())) {
      // On Ctrl-C too, runs under way are handed back and the database is closed.
      Runtime.getRuntime().addShutdownHook(new Thread(keep::close));
      boolean streams = stream == null ? console.isTerminal() : stream;
      Session session = new Session(keep, Scope.user("quickstart", user), console, model, streams);
      return script == null
          ? session.talk(thread)
          : session.play(Script.read(script), thread, history);
    } catch (ConfigurationException e) {
      console.note(e.getMessage());
      return CommandLine.ExitCode.USAGE;
    } catch (ThreadkeepException e) {
      console.note(e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    } catch (ScriptException e) {
      console.note(String.valueOf(e.getMessage()));
      return CommandLine.ExitCode.SOFTWARE;
    } catch (CharacterCodingException e) {
      console.note("Cannot read what to say: it is not UTF-8. What stands above it has been said.");
      return CommandLine.ExitCode.SOFTWARE;
    } catch (IOException e) {
      console.note("Cannot read what to say: " + e);
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    put(settings, "threadkeep.storage", storage);
    put(settings, "threadkeep.transport", transport);
    put(settings, "threadkeep.openai.base-url", baseUrl);
    put(settings, "threadkeep.jdbc.directory", data);
    return settings;
  }

  private static void put(Map<String, String> settings, String key, @Nullable String value) {
    if (value != null) {
      settings.put(key, value);
    }
  }
}
