package io.threadkeep.storage.memory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import io.threadkeep.kit.Chaos;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.junit.jupiter.api.Test;

/** Whatever way calls from several threads are interleaved, it is as if each were alone. */
final class InterleavingTest {

  @Test
  void callsAtTheSameTimeTellWhatCallsInARowWould() {
    options().check(InterleavedStore.class);
  }

  @Test
  void anAppendWithoutTheLockIsFound() {
    assertThatThrownBy(() -> options().check(UnlockedLog.class))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("append");
  }

  private static ModelCheckingOptions options() {
    return new ModelCheckingOptions()
        .iterations(Chaos.times(6, 30))
        .invocationsPerIteration(Chaos.times(100, 500))
        .threads(2)
        .actorsBefore(2)
        .actorsPerThread(2)
        .actorsAfter(1)
        .addGuarantee(forClasses(InterleavingTest::holdsValues).allMethods().ignore())
        .addGuarantee(forClasses(InterleavingTest::isPlainContainer).allMethods().treatAsAtomic());
  }

  /** Where no thread meets another: the order of steps in there makes no difference. */
  private static boolean holdsValues(String type) {
    return type.startsWith("io.threadkeep.error.")
        || type.startsWith("io.threadkeep.id.")
        || type.startsWith("io.threadkeep.message.")
        || type.startsWith("io.threadkeep.page.")
        || type.startsWith("io.threadkeep.run.")
        || type.startsWith("io.threadkeep.thread.")
        || type.startsWith("com.github.benmanes.caffeine.")
        || type.startsWith("java.time.")
        || type.startsWith("java.util.stream.");
  }

  /** Looked at from outside alone: that two threads meet in one shows between its calls too. */
  private static boolean isPlainContainer(String type) {
    return type.startsWith("java.util.")
        && !type.startsWith("java.util.concurrent.")
        && !type.startsWith("java.util.function.");
  }
}
