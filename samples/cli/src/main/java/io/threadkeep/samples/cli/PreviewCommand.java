package io.threadkeep.samples.cli;

import io.threadkeep.Conversation;
import io.threadkeep.Threadkeep;
import io.threadkeep.context.ContextPolicy;
import io.threadkeep.context.ContextWindow;
import io.threadkeep.id.AssistantId;
import io.threadkeep.id.ThreadId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "preview",
    description = "Prints what a model would be shown of a thread now; calls no model.")
final class PreviewCommand implements Callable<Integer> {
  private final ThreadkeepCli cli;

  @Parameters(index = "0", paramLabel = "THREAD", description = "Its id.")
  private String thread = "";

  @Parameters(
      index = "1",
      paramLabel = "POLICY",
      description = "Such as 'block-aligned(last-messages(60), 40)'.")
  private String policy = "";

  @Option(
      names = "--assistant",
      paramLabel = "ID",
      description = "Whose instructions and tools stand in front.")
  private @Nullable String assistant;

  PreviewCommand(ThreadkeepCli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    Output output = cli.output();
    try (Threadkeep keep = cli.open()) {
      Conversation conversation = keep.conversations(cli.scope()).resume(new ThreadId(thread));
      ContextPolicy parsed = keep.policies().parse(policy);
      ContextWindow window =
          assistant == null
              ? conversation.preview(parsed)
              : conversation.preview(
                  parsed, keep.assistants(cli.scope()).get(new AssistantId(assistant)));
      print(window, output);
    }
    return 0;
  }

  private static void print(ContextWindow window, Output output) {
    if (output.isJson()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("manifest", window.manifest());
      fields.put("messages", window.messages());
      output.json(fields);
      return;
    }
    window.messages().forEach(message -> MessageText.print(message, output));
    output.note(
        "%d messages, about %d tokens by %s"
            .formatted(
                window.messages().size(), window.manifest().tokens(), window.manifest().policy()));
  }
}
