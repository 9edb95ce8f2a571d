/**
 * Internal. Carries out calls of tools, and survives them.
 *
 * <p>{@link io.threadkeep.internal.tool.ToolRunner} starts a call on a thread of its own and hands
 * back a {@link io.threadkeep.internal.tool.RunningCall}. There the arguments are checked, under
 * the tool's time-out as well, since a schema may hold a pattern that never ends; then the tool is
 * called. What comes of it is one {@link io.threadkeep.internal.tool.ToolResult}, whoever is first:
 * the tool, its time-out, or a cancel.
 *
 * <p>A call that was given up has its thread interrupted. Java cannot do more: the thread counts as
 * leaked until the tool lets go of it, and with too many of those no further call is begun.
 */
@NullMarked
package io.threadkeep.internal.tool;

import org.jspecify.annotations.NullMarked;
