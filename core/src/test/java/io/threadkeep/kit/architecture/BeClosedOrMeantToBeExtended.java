package io.threadkeep.kit.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/** Final, abstract, a record, an enum or an interface. */
final class BeClosedOrMeantToBeExtended extends ArchCondition<JavaClass> {

  BeClosedOrMeantToBeExtended() {
    super("be final, abstract, records, enums or interfaces");
  }

  @Override
  public void check(JavaClass item, ConditionEvents events) {
    Set<JavaModifier> modifiers = item.getModifiers();
    boolean said =
        item.isInterface()
            || item.isEnum()
            || modifiers.contains(JavaModifier.FINAL)
            || modifiers.contains(JavaModifier.ABSTRACT);
    if (!said) {
      events.add(SimpleConditionEvent.violated(item, item.getName() + " is open by accident"));
    }
  }
}
