package io.threadkeep.samples.cli;

import io.threadkeep.Conversations;
import picocli.CommandLine.Command;

@Command(name = "unarchive", description = "Brings an archived thread back.")
final class UnarchiveCommand extends ThreadChange {
  UnarchiveCommand(ThreadkeepCli cli) {
    super(cli, Conversations::unarchive);
  }
}
