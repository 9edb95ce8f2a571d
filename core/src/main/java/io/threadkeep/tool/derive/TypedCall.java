package io.threadkeep.tool.derive;

import io.threadkeep.tool.ToolRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a tool does with arguments that were read into an {@code A}.
 *
 * @param <A> a record
 */
@FunctionalInterface
public interface TypedCall<A> {

  /**
   * Returns what the model is told: a {@link io.threadkeep.tool.ToolOutput} or a text as it is,
   * anything else as JSON.
   *
   * @throws Exception as said at {@link io.threadkeep.tool.Tool}
   */
  @Nullable Object call(A arguments, ToolRequest request) throws Exception;
}
