package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.threadkeep.secrecy.DataKeyId;
import io.threadkeep.secrecy.EnvelopeKeyException;
import io.threadkeep.secrecy.EnvelopeKeys;
import io.threadkeep.secrecy.EnvelopeKeysUnavailableException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A host's client may hang, fail in its own words, or return what is no key. */
class KeyServiceTest {
  private static final Duration SHORT = Duration.ofMillis(10);

  private final CountDownLatch comesBack = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void letGo() {
    comesBack.countDown();
  }

  @Test
  void aQuestionThatHangsIsGivenUpAndItsTenantIsRefusedUntilItIsBack() {
    KeyService service =
        new KeyService(
            new Client() {
              @Override
              public String currentKeyId(String tenant) {
                asked.incrementAndGet();
                if (tenant.equals("acme")) {
                  hang();
                }
                return "key";
              }
            },
            SHORT);
    assertAway(service, "acme");
    assertAway(service, "acme");
    assertThat(asked).hasValue(1);
    awaitAnswer(service, "beta");
    comesBack.countDown();
    awaitAnswer(service, "acme");
  }

  /** Whoever asks for many tenants, as a claim does, is not to wait for each of them. */
  @Test
  void aServiceThatHangsForManyIsNotWaitedForByTheRest() {
    KeyService service =
        new KeyService(
            new Client() {
              @Override
              public String currentKeyId(String tenant) {
                asked.incrementAndGet();
                hang();
                return "key";
              }
            },
            SHORT);
    for (int i = 0; i < 100; i++) {
      assertAway(service, "tenant-" + i);
    }
    assertThat(asked.get()).isLessThanOrEqualTo(KeyService.MOST_LATE);
  }

  @Test
  void whatIsNoKeyIsTold() {
    DataKeyId id = new DataKeyId("acme", 1);
    KeyService service = new KeyService(new Client(), Duration.ofMinutes(1));
    assertThatThrownBy(() -> service.currentKeyId("acme"))
        .isInstanceOf(EnvelopeKeyException.class)
        .hasMessageContaining("513 characters");
    assertThatThrownBy(() -> service.wrap(id, "key", new byte[32]))
        .isInstanceOf(EnvelopeKeyException.class)
        .hasMessageContaining("6001 bytes");
    assertThatThrownBy(() -> service.unwrap(id, "key", new byte[40]))
        .isInstanceOf(EnvelopeKeyException.class)
        .hasMessageContaining("16 bytes");
    assertThatThrownBy(() -> service.unwrap(id, "broken", new byte[40]))
        .isInstanceOf(EnvelopeKeysUnavailableException.class)
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  private static void assertAway(KeyService service, String tenant) {
    assertThatThrownBy(() -> service.currentKeyId(tenant))
        .isInstanceOf(EnvelopeKeysUnavailableException.class);
  }

  private static void awaitAnswer(KeyService service, String tenant) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          while (!isAnswered(service, tenant)) {
            Thread.onSpinWait();
          }
        });
  }

  /** On a machine with much to do it may be late too. */
  private static boolean isAnswered(KeyService service, String tenant) {
    try {
      return service.currentKeyId(tenant).equals("key");
    } catch (EnvelopeKeysUnavailableException e) {
      return false;
    }
  }

  private void hang() {
    try {
      comesBack.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static class Client implements EnvelopeKeys {
    @Override
    public String currentKeyId(String tenant) {
      return "k".repeat(513);
    }

    @Override
    public byte[] wrap(DataKeyId id, String keyId, byte[] dataKey) {
      return new byte[6_001];
    }

    @Override
    public byte[] unwrap(DataKeyId id, String keyId, byte[] wrapped) {
      if (keyId.equals("broken")) {
        throw new IllegalStateException("of the client");
      }
      return new byte[16];
    }
  }
}
