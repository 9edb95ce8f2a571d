package io.threadkeep.tool;

/** Where a tool is carried out. */
public enum ToolSite {
  /**
   * By the engine's workers, in process: a {@link Tool} of this name is in their {@link ToolBox}.
   */
  WORKER,

  /** By the host: the run stops at {@code requires_action} until its output is handed in. */
  CALLER
}
