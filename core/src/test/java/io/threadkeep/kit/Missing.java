package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.threadkeep.error.NotFoundException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts that a call finds nothing, and says so with kind and id. */
final class Missing {

  private Missing() {}

  static void assertThrown(String kind, Object id, ThrowingCallable call) {
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(call)
        .satisfies(
            e -> {
              if (!e.kind().equals(kind) || !e.id().equals(id.toString())) {
                throw new AssertionError("Expected no " + kind + " with id " + id, e);
              }
            });
  }
}
