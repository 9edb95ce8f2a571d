package io.threadkeep.transport.fake.assertion;

import io.threadkeep.transport.fake.FakeTransport;

/** Where assertions begin: {@code assertThat(fake).hasCalls(3)}. */
public final class FakeTransportAssertions {

  private FakeTransportAssertions() {}

  public static FakeTransportAssert assertThat(FakeTransport actual) {
    return new FakeTransportAssert(actual);
  }
}
