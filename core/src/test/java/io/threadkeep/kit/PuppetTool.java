package io.threadkeep.kit;

import io.threadkeep.tool.Tool;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.tool.ToolOutput;
import io.threadkeep.tool.ToolRequest;
import io.threadkeep.tool.ToolSite;
import io.threadkeep.tool.ToolTraits;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A tool that does what the rule says, and remembers what it was asked. */
final class PuppetTool implements Tool {

  /** What the tool does with a call. */
  @FunctionalInterface
  interface Behaviour {
    String answer(ToolRequest request) throws Exception;
  }

  private static final String SCHEMA =
      "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}";

  private final ToolDefinition definition;
  private final ToolTraits traits;
  private final Behaviour behaviour;
  private final List<ToolRequest> requests = new CopyOnWriteArrayList<>();

  PuppetTool(String name, ToolTraits traits, Behaviour behaviour) {
    this.definition =
        new ToolDefinition(name, "Tells the weather.", SCHEMA, false, ToolSite.WORKER);
    this.traits = traits;
    this.behaviour = behaviour;
  }

  /** Says that it is sunny in the city that it is asked for. */
  static PuppetTool sunny(ToolTraits traits) {
    return new PuppetTool("weather", traits, request -> "sunny: " + request.arguments());
  }

  List<ToolRequest> requests() {
    return requests;
  }

  @Override
  public ToolDefinition definition() {
    return definition;
  }

  @Override
  public ToolTraits traits() {
    return traits;
  }

  @Override
  public ToolOutput call(ToolRequest request) throws Exception {
    requests.add(request);
    return ToolOutput.of(behaviour.answer(request));
  }
}
