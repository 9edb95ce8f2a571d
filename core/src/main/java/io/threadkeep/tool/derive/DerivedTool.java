package io.threadkeep.tool.derive;

import io.threadkeep.tool.Tool;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.tool.ToolOutput;
import io.threadkeep.tool.ToolRequest;
import io.threadkeep.tool.ToolSite;
import io.threadkeep.tool.ToolTraits;
import org.jspecify.annotations.Nullable;

/** A tool whose schema was derived from Java types; made by {@link Tools}. */
public final class DerivedTool implements Tool {
  private final ToolDefinition definition;
  private final ToolTraits traits;
  private final Shape shape;
  private final Body body;

  DerivedTool(String name, String description, Shape shape, Body body) {
    this(
        new ToolDefinition(name, description, shape.schema(false), false, ToolSite.WORKER),
        ToolTraits.defaults(),
        shape,
        body);
  }

  private DerivedTool(ToolDefinition definition, ToolTraits traits, Shape shape, Body body) {
    this.definition = definition;
    this.traits = traits;
    this.shape = shape;
    this.body = body;
  }

  /**
   * Has the provider hold the model to the schema. The schema is then in the form that strict
   * providers demand: everything is required, and what may be missing is {@code null} instead. Maps
   * and {@code Object} have no such form.
   */
  public DerivedTool strict() {
    ToolDefinition strict =
        new ToolDefinition(
            definition.name(), definition.description(), shape.schema(true), true, ToolSite.WORKER);
    return new DerivedTool(strict, traits, shape, body);
  }

  public DerivedTool traits(ToolTraits newTraits) {
    return new DerivedTool(definition, newTraits, shape, body);
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
    return ToolJson.output(body.call(request));
  }

  @Override
  public String toString() {
    return "DerivedTool[" + definition.name() + "]";
  }

  /** The form of the arguments. */
  interface Shape {
    String schema(boolean strict);
  }

  /** What is done. */
  interface Body {
    @Nullable Object call(ToolRequest request) throws Exception;
  }
}
