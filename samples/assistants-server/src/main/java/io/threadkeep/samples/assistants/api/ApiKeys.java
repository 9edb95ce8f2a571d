package io.threadkeep.samples.assistants.api;

import com.google.common.hash.Hashing;
import io.threadkeep.id.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys that callers may come with. Only their SHA-256 is known here: a key is long and random,
 * so that this cannot be turned back.
 */
public final class ApiKeys {
  private final List<Known> keys;
  private final @Nullable Caller anybody;

  private ApiKeys(List<Known> keys, @Nullable Caller anybody) {
    this.keys = List.copyOf(keys);
    this.anybody = anybody;
  }

  public static ApiKeys of(List<Known> keys) {
    return new ApiKeys(keys, null);
  }

  /** Whatever key is shown, or none, opens the default scope: for development on one machine. */
  public static ApiKeys open() {
    return new ApiKeys(List.of(), new Caller("anybody", Scope.DEFAULT));
  }

  /** Whether nobody has to show one. */
  boolean isOpen() {
    return anybody != null;
  }

  /**
   * One key.
   *
   * @param sha256 64 hexadecimal digits: of the key's SHA-256
   */
  public record Known(String sha256, Scope scope) {
    private byte[] digest() {
      return HexFormat.of().parseHex(sha256);
    }
  }

  Optional<Caller> caller(@Nullable String shown) {
    if (anybody != null) {
      return Optional.of(anybody);
    }
    if (shown == null) {
      return Optional.empty();
    }
    byte[] digest = Hashing.sha256().hashString(shown, StandardCharsets.UTF_8).asBytes();
    Known found = null;
    // All of them, each in constant time: how long it takes tells nothing of any.
    for (Known known : keys) {
      if (MessageDigest.isEqual(known.digest(), digest)) {
        found = known;
      }
    }
    return Optional.ofNullable(found)
        .map(known -> new Caller(known.sha256().substring(0, 12), known.scope()));
  }
}
