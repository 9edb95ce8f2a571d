package io.threadkeep.storage.jdbc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.threadkeep.secrecy.DecryptionException;
import io.threadkeep.secrecy.DecryptionException.Place;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * The data keys at hand. What is not is fetched outside of transactions, by one thread for all: see
 * {@link KeysWantedException}.
 *
 * <p>A key stays for {@link #KEPT}, so that one whose envelope key was deleted, or which another
 * process has erased or replaced, is not used for longer. That it cannot be had is believed for
 * {@link #REFUSALS_KEPT}: until then the key service is left alone.
 */
final class Keyring {
  static final Duration KEPT = Duration.ofMinutes(5);
  static final Duration REFUSALS_KEPT = Duration.ofSeconds(10);
  private static final long MOST = 10_000;

  private record Ref(String tenant, int number) {}

  private final DataKeys keys;
  private final Cache<Ref, KeyState> states;

  /** Which of a tenant's keys seals what is new: {@link KeyState.Open}, or why there is none. */
  private final Cache<String, KeyState> current;

  /** One for many tenants: what is done under it is rare. */
  private final ReentrantLock[] busy =
      Stream.generate(ReentrantLock::new).limit(64).toArray(ReentrantLock[]::new);

  Keyring(DataKeys keys, Ticker ticker) {
    this.keys = keys;
    this.states = cache(ticker);
    this.current = cache(ticker);
  }

  private static <K> Cache<K, KeyState> cache(Ticker ticker) {
    return Caffeine.newBuilder()
        .maximumSize(MOST)
        .ticker(ticker)
        .expireAfter(
            Expiry.<K, KeyState>writing(
                (key, state) -> state instanceof KeyState.Open ? KEPT : REFUSALS_KEPT))
        .build();
  }

  /**
   * The key that seals what is new.
   *
   * @throws io.threadkeep.secrecy.EnvelopeKeyException if its envelope key is not to be had
   * @throws io.threadkeep.secrecy.EnvelopeKeysUnavailableException if that cannot be said now
   */
  DataKey current(String tenant) {
    KeyState state = current.getIfPresent(tenant);
    if (state instanceof KeyState.Open open) {
      return open.key();
    } else if (state instanceof KeyState.Shut shut) {
      throw shut.why();
    }
    throw new KeysWantedException(() -> fetchCurrent(tenant));
  }

  /**
   * @param place that is to be read with it
   * @throws DecryptionException if it cannot be had
   */
  DataKey get(String tenant, int number, Place place) {
    Ref ref = new Ref(tenant, number);
    KeyState state = states.getIfPresent(ref);
    if (state == null) {
      throw new KeysWantedException(() -> fetch(ref));
    }
    return KeyState.toRead(state, place, number);
  }

  /** Seals with a new key from here on; other processes do so within {@link #KEPT}. */
  void rotate(String tenant) {
    alone(tenant, () -> put(tenant, keys.next(tenant)));
  }

  /** Returns how many keys the tenant had. */
  int erase(String tenant) {
    int[] erased = {0};
    alone(
        tenant,
        () -> {
          erased[0] = keys.erase(tenant);
          current.invalidate(tenant);
          states.asMap().keySet().removeIf(ref -> ref.tenant().equals(tenant));
        });
    return erased[0];
  }

  private void fetchCurrent(String tenant) {
    alone(
        tenant,
        () -> {
          if (current.getIfPresent(tenant) == null) {
            put(tenant, keys.current(tenant));
          }
        });
  }

  private void fetch(Ref ref) {
    alone(
        ref.tenant(),
        () -> {
          if (states.getIfPresent(ref) == null) {
            states.put(ref, keys.find(ref.tenant(), ref.number()));
          }
        });
  }

  /** One that was erased meanwhile is not put there: whoever asks again finds another. */
  private void put(String tenant, KeyState state) {
    if (!(state instanceof KeyState.Gone)) {
      current.put(tenant, state);
    }
    if (state instanceof KeyState.Open open) {
      states.put(new Ref(tenant, open.key().number()), state);
    }
  }

  private void alone(String tenant, Runnable work) {
    ReentrantLock lock = busy[Math.floorMod(tenant.hashCode(), busy.length)];
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "Keyring[" + states.estimatedSize() + " keys]";
  }
}
