package io.threadkeep.internal.tool;

import io.threadkeep.tool.Tool;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.tool.ToolOutput;
import io.threadkeep.tool.ToolRequest;
import io.threadkeep.tool.ToolSite;
import io.threadkeep.tool.ToolTraits;

/** A tool made of what it does. */
record TestTool(ToolDefinition definition, ToolTraits traits, Work work) implements Tool {

  static TestTool of(String name, Work work) {
    return new TestTool(
        new ToolDefinition(name, "").site(ToolSite.WORKER), ToolTraits.defaults(), work);
  }

  static TestTool withSchema(String schema, Work work) {
    return new TestTool(
        new ToolDefinition("tool", "", schema, false, ToolSite.WORKER),
        ToolTraits.defaults(),
        work);
  }

  @Override
  public ToolOutput call(ToolRequest request) throws Exception {
    return work.on(request);
  }

  interface Work {
    ToolOutput on(ToolRequest request) throws Exception;
  }
}
