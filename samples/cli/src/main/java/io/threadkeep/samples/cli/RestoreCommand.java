package io.threadkeep.samples.cli;

import io.threadkeep.Conversations;
import picocli.CommandLine.Command;

@Command(name = "restore", description = "Brings a deleted thread back, within its grace.")
final class RestoreCommand extends ThreadChange {
  RestoreCommand(ThreadkeepCli cli) {
    super(cli, Conversations::restore);
  }
}
