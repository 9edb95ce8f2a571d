package io.threadkeep.secrecy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalEnvelopeKeysTest {
  private static final byte[] OLD =
      "canary-of-an-envelope-key-00001!".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NEW =
      "canary-of-an-envelope-key-00002!".getBytes(StandardCharsets.UTF_8);
  private static final byte[] DATA_KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);

  private final EnvelopeKeys keys = new LocalEnvelopeKeys(Map.of("old", OLD, "new", NEW), "new");

  @Test
  void whatIsWrappedIsUnwrappedByTheSameKeyAlsoWhenAnotherIsCurrent() {
    byte[] wrapped = keys.wrap("acme", "old", DATA_KEY);
    assertThat(wrapped).isNotEqualTo(DATA_KEY);
    assertThat(keys.unwrap("acme", "old", wrapped)).isEqualTo(DATA_KEY);
    assertThat(keys.currentKeyId("acme")).isEqualTo("new");
  }

  @Test
  void anotherTenantsOrAnotherKeysIsRefused() {
    byte[] wrapped = keys.wrap("acme", "old", DATA_KEY);
    assertRefused("beta", "old", wrapped);
    assertRefused("acme", "new", wrapped);
  }

  @Test
  void aKeyThatIsGoneIsNamed() {
    byte[] wrapped = keys.wrap("acme", "old", DATA_KEY);
    EnvelopeKeys later = new LocalEnvelopeKeys(Map.of("new", NEW), "new");
    assertThatThrownBy(() -> later.unwrap("acme", "old", wrapped))
        .isInstanceOfSatisfying(
            EnvelopeKeyException.class,
            e -> {
              assertThat(e.keyId()).isEqualTo("old");
              assertThat(e.tenant()).isEqualTo("acme");
            })
        .hasMessageContainingAll("'old'", "[new]");
  }

  @Test
  void anyBitThatIsFlippedIsFound() {
    byte[] wrapped = keys.wrap("acme", "new", DATA_KEY);
    for (int bit = 0; bit < wrapped.length * Byte.SIZE; bit++) {
      byte[] flipped = wrapped.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
      assertRefused("acme", "new", flipped);
    }
    assertRefused("acme", "new", new byte[0]);
    assertRefused("acme", "new", new byte[7]);
  }

  @Test
  void secretsAreOf256BitsAndTheCurrentOneIsAmongThem() {
    assertThatThrownBy(() -> new LocalEnvelopeKeys(Map.of("a", new byte[31]), "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("31 bytes");
    assertThatThrownBy(() -> new LocalEnvelopeKeys(Map.of("a", OLD), "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[a]");
  }

  @Test
  void secretsAreNotShown() {
    assertThat(keys.toString()).isEqualTo("LocalEnvelopeKeys[new, old]");
  }

  private void assertRefused(String tenant, String keyId, byte[] wrapped) {
    assertThatThrownBy(() -> keys.unwrap(tenant, keyId, wrapped))
        .isInstanceOf(EnvelopeKeyException.class)
        .satisfies(e -> assertThat(e.toString()).doesNotContain("canary"));
  }
}
