package io.threadkeep.tool;

/**
 * The SPI to a tool: something that a model may have done, carried out by the engine's workers.
 *
 * <ol>
 *   <li>One instance serves all runs: {@link #call} is called from many threads at once.
 *   <li>A call may come twice with the same idempotency key, when a worker died under it; {@link
 *       ToolTraits#unknownOutcome} forbids it.
 *   <li>Arguments were checked against the schema of {@link #definition}. They are the model's
 *       words all the same: what may be touched follows from the scope of the request, not from
 *       them.
 *   <li>Whatever is thrown becomes an error output that names the exception's class and none of its
 *       text; {@link ToolFailureException} chooses the words. An {@link Error} fails the run.
 *   <li>A call that is cancelled or out of time is interrupted. A tool that goes on regardless
 *       keeps its thread, and nobody reads its answer.
 *   <li>A tool holds no transaction or connection of the store.
 * </ol>
 */
public interface Tool {

  /** The tool as the model sees it, with {@link ToolSite#WORKER}; always the same. */
  ToolDefinition definition();

  /** How the tool wants to be treated; always the same. */
  default ToolTraits traits() {
    return ToolTraits.defaults();
  }

  ToolOutput call(ToolRequest request) throws Exception;
}
