package io.threadkeep.context;

import io.threadkeep.message.Message;
import java.util.List;

/**
 * The messages of one model call, in order, and the account of how they were chosen. Made by {@link
 * #of} alone.
 */
public record ContextWindow(List<Message> messages, WindowManifest manifest) {
  public ContextWindow {
    messages = List.copyOf(messages);
  }

  /**
   * What {@code policy} chooses of {@code log}.
   *
   * @throws WindowOverflowException if what must be in does not fit
   * @throws PromptBudgetSpentException if it does not fit into {@link PromptFrame#most}
   */
  public static ContextWindow of(ContextPolicy policy, PinnedLog log, PromptFrame frame) {
    WindowBuilder window = new WindowBuilder(log, frame);
    policy.fill(window);
    return window.build(policy.spec());
  }
}
