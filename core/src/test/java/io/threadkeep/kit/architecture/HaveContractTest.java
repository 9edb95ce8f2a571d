package io.threadkeep.kit.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.threadkeep.kit.ContractFor;

/**
 * Some test says {@link ContractFor} it. Only classes of the module under test count: what it
 * stands on has its tests elsewhere.
 */
final class HaveContractTest extends ArchCondition<JavaClass> {
  private final JavaClasses everything;

  HaveContractTest(JavaClasses everything) {
    super("have a contract test");
    this.everything = everything;
  }

  @Override
  public void check(JavaClass item, ConditionEvents events) {
    boolean concrete = !item.isInterface() && !item.getModifiers().contains(JavaModifier.ABSTRACT);
    if (concrete && isOfThisModule(item) && !hasTest(item)) {
      events.add(
          SimpleConditionEvent.violated(
              item, "no test says @ContractFor(" + item.getSimpleName() + ".class)"));
    }
  }

  /** The base directory is what Maven tells its tests; started otherwise, all modules count. */
  private static boolean isOfThisModule(JavaClass item) {
    String module = System.getProperty("basedir", "");
    return item.getSource()
        .map(source -> source.getUri().toString())
        .filter(uri -> uri.startsWith("file:") && uri.contains(module))
        .isPresent();
  }

  private boolean hasTest(JavaClass item) {
    return everything.stream()
        .filter(test -> test.isAnnotatedWith(ContractFor.class))
        .anyMatch(
            test ->
                test.getAnnotationOfType(ContractFor.class)
                    .value()
                    .getName()
                    .equals(item.getName()));
  }
}
