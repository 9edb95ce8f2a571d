package io.threadkeep.storage.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.threadkeep.id.ThreadId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds the threads, within their bounds. Guarded by {@link Memory}'s lock.
 *
 * <p>A busy thread weighs nothing and never expires, so Caffeine leaves it alone; {@link #reweigh}
 * tells Caffeine when a thread became busy or idle. Caffeine works on the caller's thread and by
 * the store's clock: what is forgotten depends on calls and clock alone.
 */
final class ThreadShelf {
  private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

  private final Cache<ThreadId, HeldThread> threads;
  private final boolean bounded;

  /**
   * @param forget takes everything else away that hangs on a thread; must not use this shelf
   */
  ThreadShelf(ThreadBounds bounds, InstantSource clock, Consumer<HeldThread> forget) {
    this.bounded = !bounds.forgetNothing();
    Caffeine<ThreadId, HeldThread> caffeine =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .ticker(() -> ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant()))
            .evictionListener(
                (@Nullable ThreadId id, @Nullable HeldThread thread, RemovalCause cause) ->
                    forget.accept(Objects.requireNonNull(thread)));
    if (bounds.maxThreads() > 0) {
      caffeine.maximumWeight(bounds.maxThreads()).weigher((id, thread) -> thread.isBusy() ? 0 : 1);
    }
    if (!bounds.idleExpiry().isZero()) {
      caffeine.expireAfter(
          Expiry.accessing(
              (ThreadId id, HeldThread thread) -> thread.isBusy() ? FOREVER : bounds.idleExpiry()));
    }
    this.threads = caffeine.build();
  }

  /** Forgets what the bounds say. First thing in every transaction. */
  void settle() {
    if (bounded) {
      threads.cleanUp();
    }
  }

  /** Finding a thread counts as using it. */
  @Nullable HeldThread find(ThreadId id) {
    return threads.getIfPresent(id);
  }

  /** Whether it is there, without using it; Caffeine may drop a thread a second after its time. */
  boolean holds(HeldThread thread) {
    return !bounded || threads.asMap().containsKey(thread.id());
  }

  /** As {@link #find}, without using it. */
  Optional<HeldThread> peek(ThreadId id) {
    return Optional.ofNullable(threads.policy().getIfPresentQuietly(id));
  }

  void put(HeldThread thread) {
    threads.put(thread.id(), thread);
  }

  void reweigh(HeldThread thread) {
    if (bounded) {
      threads.put(thread.id(), thread);
    }
  }

  void remove(HeldThread thread) {
    threads.invalidate(thread.id());
  }
}
