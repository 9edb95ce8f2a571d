package io.threadkeep.samples.supportdesk;

import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.id.ThreadId;
import io.threadkeep.wiring.ConfigurationException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.List;
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
    name = "support-desk",
    mixinStandardHelpOptions = true,
    version = "Threadkeep support desk",
    sortOptions = false,
    description = {
      "A help desk whose assistant looks up orders, and pays one back once a clerk agrees.",
      "Begins with a short demonstration; then go on talking, until an empty line or Ctrl-D.",
      "THREADKEEP_TRANSPORT=openai puts a real model in the place of the script."
    })
public final class SupportDesk implements Callable<Integer> {
  private static final List<String> DEMONSTRATION =
      List.of(
          "Hello, where is my order A-1001?",
          "And the lamp of order A-1002 came broken. I want my money back.");

  @Option(
      names = "--customer",
      paramLabel = "NAME",
      description = "Who talks: ann (default) and ben have orders.")
  private String customer = "ann";

  @Option(
      names = "--ticket",
      paramLabel = "ID",
      description = "Resume this ticket of the customer, without the demonstration.")
  private @Nullable String ticket;

  @Option(names = "--tickets", description = "List the customer's tickets, and end.")
  private boolean list;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the embedded H2 database lives (default: threadkeep-data/support-desk).")
  private @Nullable String data;

  private final Console console;

  SupportDesk(Console console) {
    this.console = console;
  }

  public static void main(String[] arguments) {
    Console console =
        new Console(
            System.in,
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err));
    System.exit(execute(console, arguments));
  }

  static int execute(Console console, String... arguments) {
    return new CommandLine(new SupportDesk(console)).execute(arguments);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Map<String, String> settings =
        data == null ? Map.of() : Map.of("threadkeep.jdbc.directory", data);
    try (HelpDesk desk = SupportDeskModule.open(settings)) {
      // On Ctrl-C too, runs under way are handed back and the database is closed.
      Runtime.getRuntime().addShutdownHook(new Thread(desk::close));
      if (list) {
        desk.tickets(customer).forEach(this::show);
      } else {
        talk(desk);
      }
      return CommandLine.ExitCode.OK;
    } catch (ConfigurationException e) {
      console.note(e.getMessage());
      return CommandLine.ExitCode.USAGE;
    } catch (ThreadkeepException e) {
      console.note(e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private void talk(HelpDesk desk) throws IOException, InterruptedException {
    Ticket talkedOn =
        ticket == null
            ? desk.open(customer, "From the counter")
            : desk.resume(customer, new ThreadId(ticket));
    console.note("Ticket " + talkedOn.id() + " of " + customer);
    Counter counter = new Counter(desk, talkedOn, console, optionsToResume(talkedOn));
    if (ticket == null) {
      for (String line : DEMONSTRATION) {
        counter.say(line);
      }
    } else {
      counter.printMessages();
      counter.takeUp();
    }
    counter.talk();
  }

  private String optionsToResume(Ticket talkedOn) {
    String options = "--customer " + customer + " --ticket " + talkedOn.id();
    return data == null ? options : options + " --data " + data;
  }

  private void show(Ticket found) {
    console.write(found.id() + "  " + found.state().label() + "  " + found.subject());
    console.endLine();
  }
}
