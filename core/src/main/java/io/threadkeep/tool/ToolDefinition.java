package io.threadkeep.tool;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A function as the model sees it.
 *
 * @param name of {@code [A-Za-z0-9_-]}, at most 64
 * @param parameters a JSON Schema of the arguments
 * @param strict whether the provider must make the arguments fit the schema
 * @param site who carries it out; the caller, unless it says otherwise
 */
public record ToolDefinition(
    String name, String description, String parameters, boolean strict, ToolSite site) {
  public static final String NO_PARAMETERS = "{\"type\":\"object\",\"properties\":{}}";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1," + Limits.TOOL_NAME + "}");

  public ToolDefinition {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidInputException(
          "tool.name", "1 to 64 of [A-Za-z0-9_-]", "a name of " + name.length() + " characters");
    }
    Checks.text("tool.description", description, Limits.TOOL_DESCRIPTION);
    Checks.requiredText("tool.parameters", parameters, Limits.TOOL_SCHEMA);
    // Definitions that were stored before there were sites are read without one.
    site = site == null ? ToolSite.CALLER : site;
  }

  public ToolDefinition(String name, String description, String parameters, boolean strict) {
    this(name, description, parameters, strict, ToolSite.CALLER);
  }

  public ToolDefinition(String name, String description) {
    this(name, description, NO_PARAMETERS, false);
  }

  /** A copy of {@code tools}, which a model can tell apart by their names. */
  public static List<ToolDefinition> distinct(List<ToolDefinition> tools) {
    Set<String> names = new HashSet<>();
    for (ToolDefinition tool : Checks.size("tools", tools, Limits.TOOLS)) {
      if (!names.add(tool.name())) {
        throw new InvalidInputException(
            "tools", "tools with different names", "'" + tool.name() + "' twice");
      }
    }
    return List.copyOf(tools);
  }

  public ToolDefinition site(ToolSite newSite) {
    return new ToolDefinition(name, description, parameters, strict, newSite);
  }
}
