package io.threadkeep.samples.supportdesk;

import io.threadkeep.Assistants;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.page.PageRequest;
import io.threadkeep.tool.ToolBox;

/** Who answers at the desk. */
final class DeskAssistant {
  private static final NewAssistant DEFINITION =
      NewAssistant.named("Help desk")
          .model("gpt-4.1-mini")
          .instructions(
              """
              You are the help desk of a shop. Answer in one or two short sentences.
              Look an order up before you say anything about it, and never guess.
              If a customer wants money back for an order, call refund_order at once: a clerk decides.
              If it was not carried out, tell the customer why.""");

  private DeskAssistant() {}

  /** The one of an earlier start will do, as long as it was made of the same. */
  static Assistant in(Assistants assistants, ToolBox tools) {
    NewAssistant wanted = DEFINITION.tools(tools.definitions());
    return assistants.list(PageRequest.newestFirst()).items().stream()
        .filter(assistant -> wanted.equals(assistant.definition()))
        .findFirst()
        .orElseGet(() -> assistants.create(wanted));
  }
}
