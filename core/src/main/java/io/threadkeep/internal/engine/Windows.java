package io.threadkeep.internal.engine;

import io.threadkeep.assistant.ModelSettings;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.context.ContextPolicies;
import io.threadkeep.context.ContextPolicy;
import io.threadkeep.context.ContextWindow;
import io.threadkeep.context.ModelLimits;
import io.threadkeep.context.PromptFrame;
import io.threadkeep.context.PromptSizes;
import io.threadkeep.context.WindowManifest;
import io.threadkeep.context.WindowReplay;
import io.threadkeep.message.Message;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunBudget;
import io.threadkeep.run.RunSpec;
import io.threadkeep.run.Usage;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.tool.ToolDefinition;
import java.util.List;

/** Cuts windows from threads: for runs, for whoever wants to see one, and once more. */
public final class Windows {
  private final ThreadStore store;
  private final ContextPolicies policies;
  private final PromptSizes sizes;
  private final ModelLimits limits;

  Windows(ThreadStore store, ContextPolicies policies, PromptSizes sizes, ModelLimits limits) {
    this.store = store;
    this.policies = policies;
    this.sizes = sizes;
    this.limits = limits;
  }

  /** For the next model call of {@code run}. */
  ContextWindow of(Run run) {
    RunSpec spec = run.spec();
    PromptFrame frame =
        frame(spec.instructions(), spec.tools(), spec.settings(), spec.budget(), run.usage());
    return ContextWindow.of(policies.parse(spec.context()), StorePinnedLog.of(store, run), frame);
  }

  /** What the first call of a run would be shown that was submitted now. */
  public ContextWindow preview(ChatThread thread, ContextPolicy policy, NewAssistant assistant) {
    ThreadLog log = new ThreadLog(store, thread.owner(), thread.id(), thread.messageCount());
    PromptFrame frame =
        frame(
            assistant.instructions(),
            assistant.tools(),
            assistant.settings(),
            RunBudget.NONE,
            Usage.NONE);
    return ContextWindow.of(policy, log, frame);
  }

  /** The messages that a call of {@code run} was shown. */
  public List<Message> replay(Run run, WindowManifest manifest) {
    ThreadLog log = new ThreadLog(store, run.owner(), run.threadId(), manifest.pinnedEnd());
    return WindowReplay.of(manifest, log, sizes);
  }

  private PromptFrame frame(
      String instructions,
      List<ToolDefinition> tools,
      ModelSettings settings,
      RunBudget budget,
      Usage used) {
    return new PromptFrame(
        sizes.preamble(instructions, tools),
        sizes,
        limits.of(settings.model()).orElse(null),
        // Not what is left of it: a window that grew with every call would have no prefix to cache.
        budget.completionLeft(Usage.NONE, settings.maxCompletionTokens()),
        budget.promptLeft(used));
  }
}
