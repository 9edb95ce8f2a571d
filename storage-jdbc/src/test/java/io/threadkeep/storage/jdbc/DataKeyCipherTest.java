package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.secrecy.DecryptionException.Place;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DataKeyCipherTest {
  private static final byte[] RAW =
      "canary-of-a-data-key-0000000001!".getBytes(StandardCharsets.UTF_8);
  private static final Place PLACE = new Place("acme", "tk_messages", "body", "msg_1");

  private final DataKey key = new DataKey(1, RAW, new Random(1));

  @Test
  void anyTextComesBack() {
    for (String text : List.of("", "x", "\u20ac \ud83d\ude00 \uffff", "y".repeat(1 << 20))) {
      assertThat(key.open(PLACE, stored(key.seal(PLACE, text).toString()))).contains(text);
    }
  }

  @Test
  void theSameTextIsSealedInAnotherWayEachTime() {
    assertThat(IntStream.range(0, 100).mapToObj(i -> key.seal(PLACE, "x").toString()).distinct())
        .hasSize(100);
  }

  @Test
  void anyBitThatIsFlippedIsFound() {
    byte[] box = key.seal(PLACE, "said").box();
    for (int bit = 0; bit < box.length * Byte.SIZE; bit++) {
      byte[] flipped = box.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
      assertThat(key.open(PLACE, new SealedText(1, key.name(), flipped)))
          .as("bit %s", bit)
          .isEmpty();
    }
    for (int length = 0; length < box.length; length++) {
      byte[] cut = Arrays.copyOf(box, length);
      assertThat(key.open(PLACE, new SealedText(1, key.name(), cut)))
          .as("length %s", length)
          .isEmpty();
    }
  }

  @Test
  void itOpensInItsPlaceOnly() {
    SealedText text = key.seal(PLACE, "said");
    assertThat(
            List.of(
                new Place("acme2", "tk_messages", "body", "msg_1"),
                new Place("acme", "tk_steps", "body", "msg_1"),
                new Place("acme", "tk_messages", "body2", "msg_1"),
                new Place("acme", "tk_messages", "body", "msg_2"),
                new Place("acm", "etk_messages", "body", "msg_1")))
        .allSatisfy(place -> assertThat(key.open(place, text)).isEmpty());
  }

  @Test
  void anotherKeyOrAnotherNumberOpensNothing() {
    SealedText text = key.seal(PLACE, "said");
    byte[] other = RAW.clone();
    other[31] ^= 1;
    assertThat(new DataKey(1, other, new Random(1)).open(PLACE, text)).isEmpty();
    assertThat(new DataKey(2, RAW, new Random(1)).open(PLACE, text)).isEmpty();
  }

  @Test
  void fingerprintsAreOfTheKeyAndShortEnough() {
    DataKey other = new DataKey(2, new byte[32], new Random(1));
    assertThat(key.fingerprint("x"))
        .hasSize(43)
        .isEqualTo(key.fingerprint("x"))
        .isNotEqualTo(key.fingerprint("y"))
        .isNotEqualTo(other.fingerprint("x"));
  }

  @Test
  void thereIsOneWayToWriteASealedText() {
    String text = key.seal(PLACE, "said").toString();
    assertThat(SealedText.parse(text)).isPresent();
    for (String other :
        List.of(
            text + "=",
            text.replace("sealed:1:1:", "sealed:1:01:"),
            text.replace("sealed:1:1:", "sealed:1:+1:"),
            text.replace("sealed:1:1:", "sealed:2:1:"),
            text.replace("sealed:1:1:", "sealed:1:99999999999:"),
            text.replace("sealed:1:1:", "sealed:1:"),
            text.replace("sealed:1:1:", "sealed:1:1::"),
            "sealed:1:1:QUJD",
            text + "\n",
            "sealed:1:1",
            "sealed:")) {
      assertThat(SealedText.parse(other)).as(other).isEmpty();
      assertThat(SealedText.ifClear(other)).as(other).isEmpty();
    }
  }

  @Test
  void clearTextThatLooksSealedIsKeptApart() {
    for (String text : List.of("", "{}", "sealed", "sealed:", "sealed:0:", "sealed:1:1:QUJD")) {
      assertThat(SealedText.ifClear(SealedText.clear(text))).contains(text);
      assertThat(SealedText.parse(SealedText.clear(text))).isEmpty();
    }
    assertThat(SealedText.clear("{}")).isEqualTo("{}");
  }

  @Test
  void aKeyDoesNotShowItself() {
    assertThat(key.toString()).isEqualTo("data key 1");
  }

  private static SealedText stored(String text) {
    return SealedText.parse(text).orElseThrow();
  }
}
