package io.threadkeep.storage.jdbc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.threadkeep.error.Retryable;
import io.threadkeep.secrecy.DecryptionException;
import io.threadkeep.secrecy.DecryptionException.Place;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data keys at hand. What is not is fetched outside of transactions, by one thread for all: see
 * {@link KeysWantedException}.
 *
 * <p>A key stays for {@link #KEPT}, so that one whose envelope key was deleted, or which another
 * process has erased or replaced, is not used for longer; and for {@link #KEPT_WHILE_AWAY} more
 * where the database still has it and the key service does not answer, rather than that all work
 * stops. That a key cannot be had is believed for {@link #REFUSALS_KEPT}: until then the key
 * service is left alone.
 */
final class Keyring {
  static final Duration KEPT = Duration.ofMinutes(5);
  static final Duration KEPT_WHILE_AWAY = Duration.ofMinutes(30);
  static final Duration REFUSALS_KEPT = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(Keyring.class);
  private static final long MOST = 10_000;

  private record Ref(String tenant, int number) {}

  /**
   * @param told when the key service said so, in the ticker's time
   * @param until when it is to be asked again
   */
  private record Known(DataKeyState state, long told, long until) {}

  private final DataKeys keys;
  private final Ticker ticker;
  private final Cache<Ref, Known> states;

  /**
   * Which of a tenant's keys seals what is new: {@link DataKeyState.Open}, or why there is none.
   */
  private final Cache<String, Known> current;

  /** One for many tenants: what is done under it is rare. */
  private final ReentrantLock[] busy =
      Stream.generate(ReentrantLock::new).limit(512).toArray(ReentrantLock[]::new);

  Keyring(DataKeys keys, Ticker ticker) {
    this.keys = keys;
    this.ticker = ticker;
    this.states = cache(ticker);
    this.current = cache(ticker);
  }

  private static <K> Cache<K, Known> cache(Ticker ticker) {
    return Caffeine.newBuilder()
        .maximumSize(MOST)
        .ticker(ticker)
        .expireAfterWrite(KEPT.plus(KEPT_WHILE_AWAY))
        .build();
  }

  /**
   * The key that seals what is new.
   *
   * @throws io.threadkeep.secrecy.EnvelopeKeyException if its envelope key is not to be had
   * @throws io.threadkeep.secrecy.EnvelopeKeysUnavailableException if that cannot be said now
   */
  DataKey current(String tenant) {
    DataKeyState state = fresh(current.getIfPresent(tenant));
    if (state instanceof DataKeyState.Open open) {
      return open.key();
    } else if (state instanceof DataKeyState.Shut shut) {
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
    DataKeyState state = fresh(states.getIfPresent(ref));
    if (state == null) {
      throw new KeysWantedException(() -> fetch(ref));
    }
    return DataKeyState.toRead(state, place, number);
  }

  /** Seals with a new key from here on; other processes do so within {@link #KEPT}. */
  void rotate(String tenant) {
    alone(tenant, () -> put(tenant, null, keys.next(tenant)));
  }

  /** Returns how many keys the tenant had. */
  int erase(String tenant) {
    int[] erased = {0};
    alone(
        tenant,
        () -> {
          erased[0] = keys.erase(tenant);
          drop(tenant);
        });
    return erased[0];
  }

  /** Whoever has removed them from the database has no use for them here. */
  void forget(String tenant) {
    alone(tenant, () -> drop(tenant));
  }

  private void drop(String tenant) {
    current.invalidate(tenant);
    states.asMap().keySet().removeIf(ref -> ref.tenant().equals(tenant));
  }

  private void fetchCurrent(String tenant) {
    alone(
        tenant,
        () -> {
          Known before = current.getIfPresent(tenant);
          if (fresh(before) == null) {
            put(tenant, before, keys.current(tenant));
          }
        });
  }

  private void fetch(Ref ref) {
    alone(
        ref.tenant(),
        () -> {
          Known before = states.getIfPresent(ref);
          if (fresh(before) == null) {
            states.put(ref, renewed(ref.tenant(), before, keys.find(ref.tenant(), ref.number())));
          }
        });
  }

  /** One that was erased meanwhile is not put there: whoever asks again finds another. */
  private void put(String tenant, @Nullable Known before, DataKeyState state) {
    if (state instanceof DataKeyState.Gone) {
      current.invalidate(tenant);
      return;
    }
    Known known = renewed(tenant, before, state);
    current.put(tenant, known);
    if (known.state() instanceof DataKeyState.Open open) {
      states.put(new Ref(tenant, open.key().number()), known);
    }
  }

  private Known renewed(String tenant, @Nullable Known before, DataKeyState state) {
    long now = ticker.read();
    if (state instanceof DataKeyState.Shut shut
        && shut.why() instanceof Retryable
        && before != null
        && before.state() instanceof DataKeyState.Open open
        && now - before.told() < KEPT.plus(KEPT_WHILE_AWAY).toNanos()
        && keys.isKept(tenant, open.key().number())) {
      LOG.warn(
          "Data key {} of tenant {} is used for longer. {}",
          open.key().number(),
          tenant,
          shut.why().getMessage());
      return new Known(open, before.told(), now + REFUSALS_KEPT.toNanos());
    }
    Duration kept = state instanceof DataKeyState.Open ? KEPT : REFUSALS_KEPT;
    return new Known(state, now, now + kept.toNanos());
  }

  private @Nullable DataKeyState fresh(@Nullable Known known) {
    return known == null || known.until() - ticker.read() <= 0 ? null : known.state();
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
