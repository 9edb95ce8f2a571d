package io.threadkeep.tool;

import io.threadkeep.error.InvalidInputException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tools that this JVM's workers can carry out, by name. Which of them a model is offered is the
 * assistant's matter: {@code NewAssistant.named("Helper").tools(box.definitions())}.
 */
public final class ToolBox {
  private static final ToolBox NONE = new ToolBox(Map.of());

  /** In the order in which they were given: a prompt must not change from start to start. */
  private final Map<String, Tool> tools;

  private ToolBox(Map<String, Tool> tools) {
    this.tools = tools;
  }

  public static ToolBox none() {
    return NONE;
  }

  public static ToolBox of(Tool... tools) {
    return of(List.of(tools));
  }

  /**
   * @throws InvalidInputException if two have the same name, or one says that the caller carries it
   *     out
   */
  public static ToolBox of(Collection<? extends Tool> tools) {
    Map<String, Tool> byName = new LinkedHashMap<>();
    for (Tool tool : tools) {
      ToolDefinition definition = tool.definition();
      if (definition.site() != ToolSite.WORKER) {
        throw new InvalidInputException(
            "tool.site",
            "WORKER for a tool of the workers",
            "CALLER of '" + definition.name() + "'");
      }
      if (byName.put(definition.name(), tool) != null) {
        throw new InvalidInputException(
            "tools", "tools with different names", "'" + definition.name() + "' twice");
      }
    }
    return new ToolBox(byName);
  }

  /** These and {@code more}. */
  public ToolBox and(Collection<? extends Tool> more) {
    List<Tool> all = new ArrayList<>(tools.values());
    all.addAll(more);
    return of(all);
  }

  public Optional<Tool> find(String name) {
    return Optional.ofNullable(tools.get(name));
  }

  public Set<String> names() {
    return Collections.unmodifiableSet(tools.keySet());
  }

  public List<Tool> tools() {
    return List.copyOf(tools.values());
  }

  /** What an assistant lists to have all of these tools. */
  public List<ToolDefinition> definitions() {
    return tools.values().stream().map(Tool::definition).toList();
  }

  @Override
  public String toString() {
    return "ToolBox" + tools.keySet();
  }
}
