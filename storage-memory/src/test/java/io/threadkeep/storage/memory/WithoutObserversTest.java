package io.threadkeep.storage.memory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Micrometer and OpenTelemetry are not on this class path, on which {@link InMemoryEngineTest} runs
 * the whole engine: hosts need neither.
 */
class WithoutObserversTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.micrometer.core.instrument.MeterRegistry",
        "io.opentelemetry.api.OpenTelemetry"
      })
  void neitherIsHere(String name) {
    assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
  }
}
