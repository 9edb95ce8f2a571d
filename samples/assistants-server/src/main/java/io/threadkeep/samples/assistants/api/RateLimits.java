package io.threadkeep.samples.assistants.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How many requests of one API key are served in a minute, evenly or all together. A key that is
 * silent for a minute is as good as new, and forgotten.
 */
final class RateLimits {
  private static final long MINUTE = 60_000;
  private static final int KEYS = 100_000;

  private final int perMinute;
  private final InstantSource clock;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(KEYS).expireAfterAccess(Duration.ofMinutes(2)).build();

  RateLimits(int perMinute, InstantSource clock) {
    this.perMinute = perMinute;
    this.clock = clock;
  }

  /**
   * What is left of a key's requests.
   *
   * @param tokens in thousandths of a request, so that a slow refill is not lost
   */
  private record Bucket(long tokens, long at) {}

  /** Takes one request; if there is none left, says how long until there is. */
  Optional<Duration> take(String key) {
    long full = perMinute * 1_000L;
    long now = clock.millis();
    long[] missing = new long[1];
    Bucket unused =
        buckets
            .asMap()
            .compute(
                key,
                (same, old) -> {
                  Bucket bucket = old == null ? new Bucket(full, now) : old;
                  long gone = Math.min(MINUTE, Math.max(0, now - bucket.at()));
                  long tokens = Math.min(full, bucket.tokens() + gone * full / MINUTE);
                  missing[0] = Math.max(0, 1_000 - tokens);
                  return new Bucket(missing[0] > 0 ? tokens : tokens - 1_000, now);
                });
    return missing[0] == 0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(1 + missing[0] * MINUTE / full));
  }
}
