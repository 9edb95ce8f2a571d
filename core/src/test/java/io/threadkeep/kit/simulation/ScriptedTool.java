package io.threadkeep.kit.simulation;

import io.threadkeep.tool.Tool;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.tool.ToolOutput;
import io.threadkeep.tool.ToolRequest;
import io.threadkeep.tool.ToolSite;
import io.threadkeep.tool.ToolTraits;
import io.threadkeep.tool.UnknownOutcome;
import java.time.Duration;
import java.util.List;

/** A tool with an effect that is seen, and with a will of its own. */
final class ScriptedTool implements Tool {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  /** Of each kind one; the first is the caller's own. */
  static final List<ToolDefinition> OFFERED =
      List.of(
          new ToolDefinition("ask", "The caller answers."),
          worker("repeat", "May be called again."),
          worker("once", "Must not be called again."),
          worker("last", "Ends the run rather than be called again."),
          worker("grave", "Needs to be agreed to."));

  private final ToolDefinition definition;
  private final ToolTraits traits;
  private final Scheduler scheduler;
  private final Weather weather;
  private final ToolWitness witness;

  private ScriptedTool(ToolDefinition definition, World world) {
    this.definition = definition;
    this.traits = traits(definition.name());
    this.scheduler = world.scheduler();
    this.weather = world.weather();
    this.witness = world.tools();
  }

  /** Those of the workers. */
  static List<ScriptedTool> all(World world) {
    return OFFERED.stream()
        .filter(tool -> tool.site() == ToolSite.WORKER)
        .map(tool -> new ScriptedTool(tool, world))
        .toList();
  }

  private static ToolDefinition worker(String name, String description) {
    return new ToolDefinition(name, description).site(ToolSite.WORKER);
  }

  private static ToolTraits traits(String name) {
    ToolTraits traits = ToolTraits.defaults().timeout(TIMEOUT);
    return switch (name) {
      case "once" -> traits.unknownOutcome(UnknownOutcome.TELL_MODEL);
      case "last" -> traits.unknownOutcome(UnknownOutcome.FAIL_RUN);
      case "grave" -> traits.unknownOutcome(UnknownOutcome.TELL_MODEL).needsApproval(true);
      default -> traits;
    };
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
  public ToolOutput call(ToolRequest request) {
    witness.carriedOut(request.call(), traits.unknownOutcome());
    if (weather.strikes(weather.rates().tool())) {
      fail(request);
    }
    scheduler.sleep(Duration.ofMillis(weather.random().nextInt(1_200)));
    return new ToolOutput("done", false);
  }

  private void fail(ToolRequest request) {
    switch (weather.random().nextInt(3)) {
      case 0 -> throw new IllegalStateException("The tool is broken.");
      case 1 -> hang(request);
      default -> scheduler.sleep(TIMEOUT.multipliedBy(3));
    }
  }

  /** Until it is told to stop. */
  private void hang(ToolRequest request) {
    for (int i = 0; i < 20 && !request.isCancelled(); i++) {
      scheduler.sleep(Duration.ofMillis(300));
    }
  }
}
