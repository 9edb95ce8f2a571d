package io.threadkeep.context;

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
  record Limit(int contextTokens, int outputTokens) {}

  /**
   * @param model as assistants name it
   */
  Optional<Limit> of(String model);

  /** Knows no model. */
  static ModelLimits unknown() {
    return model -> Optional.empty();
  }
}
