package io.threadkeep.kit.architecture;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/** Reads a clock, draws a random number or sleeps, in place. */
final class ReadTheMachine extends ArchCondition<JavaClass> {
  private static final Set<String> METHODS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.Thread.sleep",
          "java.lang.Math.random",
          "java.util.UUID.randomUUID",
          "java.time.InstantSource.system",
          "java.util.concurrent.ThreadLocalRandom.current",
          "java.security.SecureRandom.<init>",
          "java.util.Random.<init>",
          "java.util.random.RandomGenerator.getDefault",
          "java.util.Date.<init>");

  ReadTheMachine() {
    super("read clocks or randomness, or sleep");
  }

  @Override
  public void check(JavaClass item, ConditionEvents events) {
    item.getAccessesFromSelf()
        .forEach(
            access -> {
              AccessTarget target = access.getTarget();
              String owner = target.getOwner().getName();
              boolean now = owner.startsWith("java.time.") && target.getName().equals("now");
              boolean system =
                  owner.equals("java.time.Clock") && target.getName().startsWith("system");
              boolean listed = METHODS.contains(owner + "." + target.getName());
              if (now || system || listed) {
                events.add(SimpleConditionEvent.satisfied(item, access.getDescription()));
              }
            });
  }
}
