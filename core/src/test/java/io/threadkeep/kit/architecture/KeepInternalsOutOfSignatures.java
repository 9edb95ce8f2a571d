package io.threadkeep.kit.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** Looks at what hosts can see: public and protected members of public classes. */
final class KeepInternalsOutOfSignatures extends ArchCondition<JavaClass> {

  KeepInternalsOutOfSignatures() {
    super("keep internal types out of their public signatures");
  }

  @Override
  public void check(JavaClass item, ConditionEvents events) {
    if (!item.getModifiers().contains(JavaModifier.PUBLIC)) {
      return;
    }
    Stream<JavaClass> parents =
        Stream.concat(item.getRawInterfaces().stream(), item.getRawSuperclass().stream());
    Stream<JavaClass> members =
        item.getMembers().stream()
            .filter(KeepInternalsOutOfSignatures::isVisible)
            .flatMap(KeepInternalsOutOfSignatures::signature);
    Stream.concat(parents, members)
        .filter(type -> type.getBaseComponentType().getPackageName().contains(".internal"))
        .forEach(
            type ->
                events.add(
                    SimpleConditionEvent.violated(
                        item, item.getName() + " shows " + type.getName())));
  }

  private static boolean isVisible(JavaMember member) {
    return member.getModifiers().contains(JavaModifier.PUBLIC)
        || member.getModifiers().contains(JavaModifier.PROTECTED);
  }

  private static Stream<JavaClass> signature(JavaMember member) {
    return member instanceof JavaCodeUnit unit
        ? Stream.concat(unit.getAllInvolvedRawTypes().stream(), unit.getExceptionTypes().stream())
        : member.getAllInvolvedRawTypes().stream();
  }
}
