package io.threadkeep.context;

import io.threadkeep.limit.Checks;
import java.util.Optional;

/** How much models take and give, as far as it is known. Safe for use by many threads. */
@FunctionalInterface
public interface ModelLimits {

  /**
   * What is known of one model.
   *
   * @param contextTokens prompt and answer together, at least 1
   * @param outputTokens of these, the longest answer, reasoning included; at least 1
   */
  record Limit(int contextTokens, int outputTokens) {
    public Limit {
      Checks.atLeast("context_tokens", contextTokens, 1);
      Checks.range("output_tokens", outputTokens, 1, contextTokens);
    }
  }

  /**
   * @param model as assistants name it
   */
  Optional<Limit> of(String model);

  /** Knows no model. */
  static ModelLimits unknown() {
    return model -> Optional.empty();
  }
}
