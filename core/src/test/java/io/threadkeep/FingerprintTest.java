package io.threadkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.metadata.Metadata;
import io.threadkeep.store.IdempotencyKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  @Test
  void equalBodiesHaveOneFingerprintInWhateverOrderTheirMetadataCame() {
    Metadata one = Metadata.of("user_id", "u-42").with("topic", "maps");
    Metadata other = Metadata.of("topic", "maps").with("user_id", "u-42");
    assertThat(one).isEqualTo(other);
    assertThat(of("start", one)).isEqualTo(of("start", other));
  }

  @Test
  void nothingGivenIsNotAnEmptyText() {
    assertThat(of("run", "thread", null)).isNotEqualTo(of("run", "thread", ""));
  }

  @Test
  void operationAndBodyAreToldApart() {
    assertThat(of("start", "a")).isNotEqualTo(of("append", "a"));
    assertThat(of("append", "a", "b")).isNotEqualTo(of("append", "ab"));
  }

  @Test
  void withoutAKeyThereIsNoFingerprint() {
    assertThat(Fingerprint.key(null, "start")).isNull();
  }

  private static IdempotencyKey of(String operation, @Nullable Object... body) {
    return Objects.requireNonNull(Fingerprint.key("key", operation, body));
  }
}
