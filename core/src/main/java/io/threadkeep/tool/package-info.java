/**
 * What a model may call: the {@link io.threadkeep.tool.ToolDefinition} that it sees, and the {@link
 * io.threadkeep.tool.Tool} that does the work when the engine's own workers carry it out.
 */
@NullMarked
package io.threadkeep.tool;

import org.jspecify.annotations.NullMarked;
