package io.threadkeep.kit.transport;

import io.threadkeep.assistant.ModelSettings;
import io.threadkeep.id.IdSource;
import io.threadkeep.id.ThreadId;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Origin;
import io.threadkeep.message.Role;
import io.threadkeep.tool.ToolChoice;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.transport.ModelRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Requests to try transports with. */
public final class Prompts {
  public static final Duration TIMEOUT = Duration.ofSeconds(20);

  private static final ModelSettings SETTINGS = ModelSettings.of("gpt-4.1-mini");

  private Prompts() {}

  public static ModelRequest asking(String question) {
    return of("", NewMessage.user(question));
  }

  public static ModelRequest of(String instructions, NewMessage... messages) {
    return new ModelRequest(
        SETTINGS, instructions, log(messages), List.of(), new ToolChoice.Auto(), TIMEOUT);
  }

  public static ModelRequest withTools(ModelRequest request, ToolDefinition... tools) {
    return new ModelRequest(
        request.settings(),
        request.instructions(),
        request.messages(),
        List.of(tools),
        request.toolChoice(),
        request.timeout());
  }

  public static ModelRequest withTimeout(ModelRequest request, Duration timeout) {
    return new ModelRequest(
        request.settings(),
        request.instructions(),
        request.messages(),
        request.tools(),
        request.toolChoice(),
        timeout);
  }

  public static ModelRequest withSettings(ModelRequest request, ModelSettings settings) {
    return new ModelRequest(
        settings,
        request.instructions(),
        request.messages(),
        request.tools(),
        request.toolChoice(),
        request.timeout());
  }

  public static NewMessage result(String callId, String output) {
    return NewMessage.of(Role.TOOL, new ContentPart.ToolResult(callId, output, false));
  }

  /** The messages as a thread would hold them. */
  public static List<Message> log(NewMessage... messages) {
    ManualClock clock = new ManualClock();
    IdSource ids = new IdSource(clock, new Random(1));
    ThreadId thread = ids.thread();
    List<Message> log = new ArrayList<>();
    for (NewMessage message : messages) {
      MessageDraft draft =
          new MessageDraft(ids.message(), message, Origin.CALLER, 1, clock.instant());
      log.add(new Message(thread, log.size() + 1, draft));
    }
    return log;
  }
}
