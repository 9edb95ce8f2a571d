package io.threadkeep.storage.jdbc;

import io.threadkeep.tool.Tool;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.tool.ToolOutput;
import io.threadkeep.tool.ToolRequest;
import io.threadkeep.tool.ToolSite;
import io.threadkeep.tool.ToolTraits;
import io.threadkeep.tool.UnknownOutcome;

/** A tool whose effect must not come twice: it writes its idempotency key into the history. */
final class NoteTool implements Tool {
  static final String NAME = "note";

  private final History history;

  NoteTool(History history) {
    this.history = history;
  }

  @Override
  public ToolDefinition definition() {
    return new ToolDefinition(
        NAME, "Takes a note.", ToolDefinition.NO_PARAMETERS, false, ToolSite.WORKER);
  }

  @Override
  public ToolTraits traits() {
    return ToolTraits.defaults().unknownOutcome(UnknownOutcome.TELL_MODEL);
  }

  @Override
  public ToolOutput call(ToolRequest request) {
    history.write("tool", request.call().idempotencyKey());
    return ToolOutput.of("noted");
  }
}
