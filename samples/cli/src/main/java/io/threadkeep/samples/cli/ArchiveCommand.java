package io.threadkeep.samples.cli;

import io.threadkeep.Conversations;
import picocli.CommandLine.Command;

@Command(name = "archive", description = "Takes a thread out of the lists.")
final class ArchiveCommand extends ThreadChange {
  ArchiveCommand(ThreadkeepCli cli) {
    super(cli, Conversations::archive);
  }
}
