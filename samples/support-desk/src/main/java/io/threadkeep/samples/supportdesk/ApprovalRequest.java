package io.threadkeep.samples.supportdesk;

import io.threadkeep.id.RunId;
import io.threadkeep.message.ContentPart;
import java.util.List;

/**
 * What the assistant wants to do and may not do unless a clerk agrees.
 *
 * @param calls all that its run waits for; one or more
 */
public record ApprovalRequest(RunId runId, Ticket ticket, List<ContentPart.ToolCall> calls) {
  public ApprovalRequest {
    calls = List.copyOf(calls);
  }
}
