package io.threadkeep.kit.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/**
 * Core from the ground up. A package may import those before it in this list, and none after it.
 */
final class DependOnLowerLayers extends ArchCondition<JavaClass> {
  private static final List<String> LAYERS =
      List.of(
          "io.threadkeep.error",
          "io.threadkeep.internal.digest",
          "io.threadkeep.secrecy",
          "io.threadkeep.limit",
          "io.threadkeep.id",
          "io.threadkeep.metadata",
          "io.threadkeep.page",
          "io.threadkeep.message",
          "io.threadkeep.thread",
          "io.threadkeep.retention",
          "io.threadkeep.search",
          "io.threadkeep.tool",
          "io.threadkeep.tool.derive",
          "io.threadkeep.assistant",
          "io.threadkeep.context",
          "io.threadkeep.run",
          "io.threadkeep.usage",
          "io.threadkeep.budget",
          "io.threadkeep.transport",
          "io.threadkeep.event",
          "io.threadkeep.store",
          "io.threadkeep.observe",
          "io.threadkeep.json",
          "io.threadkeep.options",
          "io.threadkeep.internal.time",
          "io.threadkeep.observe.micrometer",
          "io.threadkeep.observe.opentelemetry",
          "io.threadkeep.internal.worker",
          "io.threadkeep.internal.stream",
          "io.threadkeep.internal.tool",
          "io.threadkeep.internal.life",
          "io.threadkeep.internal.engine",
          "io.threadkeep.transfer",
          "io.threadkeep",
          "io.threadkeep.wiring");

  DependOnLowerLayers() {
    super("depend only on lower layers");
  }

  @Override
  public void check(JavaClass item, ConditionEvents events) {
    int own = LAYERS.indexOf(item.getPackageName());
    if (own < 0) {
      if (!item.getPackageName().matches("io\\.threadkeep\\.(storage|transport|samples)\\..*")) {
        events.add(
            SimpleConditionEvent.violated(
                item, item.getName() + " is in a package that the plan does not know"));
      }
      return;
    }
    item.getDirectDependenciesFromSelf()
        .forEach(
            dependency -> {
              String target = dependency.getTargetClass().getBaseComponentType().getPackageName();
              boolean ours = target.equals("io.threadkeep") || target.startsWith("io.threadkeep.");
              int other = LAYERS.indexOf(target);
              if (ours && (other < 0 || other > own)) {
                events.add(SimpleConditionEvent.violated(item, dependency.getDescription()));
              }
            });
  }
}
