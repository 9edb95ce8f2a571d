/**
 * Which messages go into one model call: rolling windows over a log that itself never shrinks.
 *
 * <p>A {@link io.threadkeep.context.ContextPolicy} fills a {@link
 * io.threadkeep.context.WindowBuilder} from the {@link io.threadkeep.context.PinnedLog}'s newest
 * message backwards and stops when it has enough, so that a window costs its own size. Policies are
 * built around each other: {@code pinned(2, block-aligned(token-budget(8000), 20))}. What it gets
 * to see are not messages but {@link io.threadkeep.context.MessageGroup}s: a tool call and its
 * results are one group, so no policy can split them. The groups from the newest user message on
 * are always in. What was left out, and why, is in the {@link
 * io.threadkeep.context.WindowManifest}, from which {@link io.threadkeep.context.WindowReplay}
 * makes the window again.
 */
@NullMarked
package io.threadkeep.context;

import org.jspecify.annotations.NullMarked;
