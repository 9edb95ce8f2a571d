package io.threadkeep.samples.assistants.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.threadkeep.run.Usage;

/** Tokens that were used. */
final class UsageWire {

  private UsageWire() {}

  static ObjectNode write(Usage usage) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("prompt_tokens", usage.promptTokens());
    json.put("completion_tokens", usage.completionTokens());
    json.put("total_tokens", usage.totalTokens());
    // Of a prompt's tokens in the singular: so did the original.
    json.putObject("prompt_token_details").put("cached_tokens", usage.cachedTokens());
    json.putObject("completion_tokens_details").put("reasoning_tokens", usage.reasoningTokens());
    return json;
  }
}
