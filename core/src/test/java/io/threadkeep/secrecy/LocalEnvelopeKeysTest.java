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

  private static final DataKeyId ID = new DataKeyId("acme", 1);

  private final EnvelopeKeys keys = new LocalEnvelopeKeys(Map.of("old", OLD, "new", NEW), "new");

  @Test
  void whatIsWrappedIsUnwrappedByTheSameKeyAlsoWhenAnotherIsCurrent() {
    byte[] wrapped = keys.wrap(ID, "old", DATA_KEY);
    assertThat(wrapped).isNotEqualTo(DATA_KEY);
    assertThat(keys.unwrap(ID, "old", wrapped)).isEqualTo(DATA_KEY);
    assertThat(keys.currentKeyId("acme")).isEqualTo("new");
  }

  @Test
  void whatStoodUnderAnotherIdOrAnotherKeyIsRefused() {
    byte[] wrapped = keys.wrap(ID, "old", DATA_KEY);
    assertRefused(new DataKeyId("beta", 1), "old", wrapped);
    assertRefused(new DataKeyId("acme", 2), "old", wrapped);
    assertRefused(ID, "new", wrapped);
  }

  @Test
  void aKeyThatIsGoneIsNamed() {
    byte[] wrapped = keys.wrap(ID, "old", DATA_KEY);
    EnvelopeKeys later = new LocalEnvelopeKeys(Map.of("new", NEW), "new");
    assertThatThrownBy(() -> later.unwrap(ID, "old", wrapped))
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
    byte[] wrapped = keys.wrap(ID, "new", DATA_KEY);
    for (int bit = 0; bit < wrapped.length * Byte.SIZE; bit++) {
      byte[] flipped = wrapped.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
      assertRefused(ID, "new", flipped);
    }
    assertRefused(ID, "new", new byte[0]);
    assertRefused(ID, "new", new byte[7]);
  }

  @Test
  void secretsAreOf256BitsAndTheCurrentOneIsAmongThem() {
    assertThatThrownBy(() -> new LocalEnvelopeKeys(Map.of("a", new byte[31]), "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("31 bytes");
    assertThatThrownBy(() -> new LocalEnvelopeKeys(Map.of("a", OLD), "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[a]");
    String long513 = "i".repeat(513);
    assertThatThrownBy(() -> new LocalEnvelopeKeys(Map.of(long513, OLD), long513))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("513 characters");
  }

  @Test
  void secretsAreNotShown() {
    assertThat(keys.toString()).isEqualTo("LocalEnvelopeKeys[new, old]");
  }

  private void assertRefused(DataKeyId id, String keyId, byte[] wrapped) {
    assertThatThrownBy(() -> keys.unwrap(id, keyId, wrapped))
        .isInstanceOf(EnvelopeKeyException.class)
        .satisfies(e -> assertThat(e.toString()).doesNotContain("canary"));
  }
}
