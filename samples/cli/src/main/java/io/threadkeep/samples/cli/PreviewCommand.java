package io.threadkeep.samples.cli;

import io.threadkeep.Conversation;
import io.threadkeep.Threadkeep;
import io.threadkeep.context.ContextPolicy;
import io.threadkeep.context.ContextWindow;
import io.threadkeep.id.AssistantId;
import io.threadkeep.id.ThreadId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "preview",
    description = "Prints what a model would be shown of a thread now; calls no model.")
final class PreviewCommand extends ThreadCommand {
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
    super(cli);
  }

  @Override
  int call(ThreadId id, Threadkeep keep, Output output) {
    Conversation conversation = keep.conversations(cli.scope()).resume(id);
    ContextPolicy parsed = keep.policies().parse(policy);
    ContextWindow window =
        assistant == null
            ? conversation.preview(parsed)
            : conversation.preview(
                parsed, keep.assistants(cli.scope()).get(new AssistantId(assistant)));
    print(window, output);
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
