package io.threadkeep.kit.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** Its package has a {@code package-info} that says {@link NullMarked}. */
final class StandInNullMarkedPackages extends ArchCondition<JavaClass> {

  StandInNullMarkedPackages() {
    super("stand in packages that are @NullMarked");
  }

  @Override
  public void check(JavaClass item, ConditionEvents events) {
    if (!item.getPackage().isAnnotatedWith(NullMarked.class)) {
      events.add(
          SimpleConditionEvent.violated(
              item, item.getPackageName() + " has no package-info with @NullMarked"));
    }
  }
}
