package io.threadkeep.samples.cli;

import io.threadkeep.Conversations;
import io.threadkeep.Threadkeep;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.retention.ErasureReceipt;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "erase",
    description = {
      "Erases a thread, or all that a user or a tenant has: for good, in every state, with a receipt.",
      "With a thread go its forks that share messages with it.",
      "Broken off and begun again, it comes to the same end and the same receipt."
    })
final class EraseCommand implements Callable<Integer> {
  private final ThreadkeepCli cli;

  @Parameters(arity = "0..1", paramLabel = "THREAD", description = "Its id.")
  private @Nullable String thread;

  @Option(
      names = "--everything",
      description =
          "In the place of a thread: all of --user, or of the whole --tenant without one.")
  private boolean everything;

  EraseCommand(ThreadkeepCli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    if (everything == (thread != null)) {
      throw new UsageException("Say which thread to erase, or --everything of a user or tenant.");
    }
    ThreadId id = thread == null ? null : new ThreadId(thread);
    ErasureReceipt receipt;
    try (Threadkeep keep = cli.open()) {
      Conversations conversations = keep.conversations(cli.scope());
      String what = id == null ? everythingOf(cli.scope()) : threadWithForks(id, conversations);
      if (!cli.mayGoOn("Erase " + what + "? It cannot be undone.")) {
        return 1;
      }
      try (Progress progress = cli.progress()) {
        Consumer<ErasureReceipt> heard = so -> progress.show(counts(so));
        receipt = id == null ? keep.erase(cli.scope(), heard) : conversations.erase(id, heard);
      }
    }
    Output output = cli.output();
    if (output.isJson()) {
      output.json(receipt);
    } else {
      output.line("Erased: " + counts(receipt) + ".");
      output.line("Receipt " + receipt.digest() + ", " + receipt.endedAt());
    }
    return 0;
  }

  private static String everythingOf(Scope scope) {
    return scope.user() != null
        ? "all that user '" + scope.user() + "' of tenant '" + scope.tenant() + "' has"
        : "all that tenant '" + scope.tenant() + "' and its users have";
  }

  /** What is deleted, or erased in part, cannot be read, and is still erased. */
  private static String threadWithForks(ThreadId id, Conversations conversations) {
    String size;
    try {
      size = "with " + conversations.get(id).messageCount() + " messages";
    } catch (NotFoundException e) {
      size = "which is not there to be read, but may be deleted or erased in part";
    }
    return "thread " + id + ", " + size + ", and its forks that share messages with it";
  }

  private static String counts(ErasureReceipt receipt) {
    return receipt.counts().isEmpty()
        ? "nothing"
        : receipt.counts().toString().replaceAll("[{}]", "").replace('=', ' ');
  }
}
