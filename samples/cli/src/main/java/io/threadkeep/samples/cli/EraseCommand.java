package io.threadkeep.samples.cli;

import io.threadkeep.Threadkeep;
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
    if (!cli.mayGoOn(question())) {
      return 1;
    }
    ErasureReceipt receipt;
    try (Threadkeep keep = cli.open();
        Progress progress = cli.progress()) {
      Consumer<ErasureReceipt> heard = so -> progress.show(counts(so));
      receipt =
          id == null
              ? keep.erase(cli.scope(), heard)
              : keep.conversations(cli.scope()).erase(id, heard);
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

  private String question() {
    Scope scope = cli.scope();
    String what =
        thread != null
            ? "thread " + thread
            : scope.user() != null
                ? "all that user '" + scope.user() + "' of tenant '" + scope.tenant() + "' has"
                : "all that tenant '" + scope.tenant() + "' and its users have";
    return "Erase " + what + "? It cannot be undone.";
  }

  private static String counts(ErasureReceipt receipt) {
    return receipt.counts().isEmpty()
        ? "nothing"
        : receipt.counts().toString().replaceAll("[{}]", "").replace('=', ' ');
  }
}
