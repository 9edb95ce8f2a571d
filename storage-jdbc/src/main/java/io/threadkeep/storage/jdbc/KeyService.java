package io.threadkeep.storage.jdbc;

import io.threadkeep.secrecy.DataKeyId;
import io.threadkeep.secrecy.EnvelopeKeyException;
import io.threadkeep.secrecy.EnvelopeKeys;
import io.threadkeep.secrecy.EnvelopeKeysUnavailableException;
import io.threadkeep.secrecy.LocalEnvelopeKeys;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The host's envelope keys, which may hang, fail in words of their own, or return what is no key.
 *
 * <p>An answer is waited for on another thread, for {@link #PATIENCE}. While one is late its tenant
 * is refused at once; while {@link #MOST_LATE} are, every tenant is: whoever takes runs is not to
 * wait that long for each.
 */
final class KeyService {
  static final Duration PATIENCE = Duration.ofSeconds(2);
  static final int MOST_LATE = 16;

  private final EnvelopeKeys keys;
  private final Duration patience;
  private final Executor threads;

  /** Tenants that an answer is late for. */
  private final Set<String> late = ConcurrentHashMap.newKeySet();

  KeyService(EnvelopeKeys keys, Duration patience) {
    this.keys = keys;
    this.patience = patience;
    this.threads = keys instanceof LocalEnvelopeKeys ? Runnable::run : daemons();
  }

  private static Executor daemons() {
    return Executors.newCachedThreadPool(
        task -> {
          Thread thread = new Thread(task, "threadkeep-keys");
          thread.setDaemon(true);
          return thread;
        });
  }

  String currentKeyId(String tenant) {
    String keyId = ask(tenant, () -> keys.currentKeyId(tenant));
    if (keyId == null || keyId.isEmpty() || keyId.length() > EnvelopeKeys.LONGEST_KEY_ID) {
      throw new EnvelopeKeyException(
          tenant,
          keyId == null ? "" : keyId,
          "the key service names a current key with an id of "
              + (keyId == null ? 0 : keyId.length())
              + " characters. Give it one of 1 to "
              + EnvelopeKeys.LONGEST_KEY_ID
              + ".",
          null);
    }
    return keyId;
  }

  byte[] wrap(DataKeyId id, String keyId, byte[] raw) {
    byte[] wrapped = ask(id.tenant(), () -> keys.wrap(id, keyId, raw.clone()));
    if (wrapped == null || wrapped.length == 0 || wrapped.length > EnvelopeKeys.LONGEST_WRAP) {
      throw new EnvelopeKeyException(
          id.tenant(),
          keyId,
          "the key service wraps a data key into "
              + (wrapped == null ? 0 : wrapped.length)
              + " bytes. Have it return 1 to "
              + EnvelopeKeys.LONGEST_WRAP
              + ".",
          null);
    }
    return wrapped;
  }

  byte[] unwrap(DataKeyId id, String keyId, byte[] wrapped) {
    byte[] raw = ask(id.tenant(), () -> keys.unwrap(id, keyId, wrapped));
    if (raw == null || raw.length != DataKey.LENGTH) {
      throw new EnvelopeKeyException(
          id.tenant(),
          keyId,
          "the key service returns a data key of "
              + (raw == null ? 0 : raw.length)
              + " bytes, which is none of ours. Find out what has changed there.",
          null);
    }
    return raw;
  }

  private <T> @Nullable T ask(String tenant, Supplier<T> question) {
    if (late.contains(tenant) || late.size() >= MOST_LATE) {
      throw new EnvelopeKeysUnavailableException(tenant, null);
    }
    CompletableFuture<T> answer = CompletableFuture.supplyAsync(question, threads);
    try {
      return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      late.add(tenant);
      CompletableFuture<T> unused = answer.whenComplete((told, failure) -> late.remove(tenant));
      throw new EnvelopeKeysUnavailableException(tenant, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvelopeKeysUnavailableException(tenant, e);
    } catch (ExecutionException e) {
      throw failure(tenant, e.getCause());
    }
  }

  /** Whatever else a host's client throws is taken for a service that does not answer. */
  private static RuntimeException failure(String tenant, @Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    } else if (cause instanceof EnvelopeKeyException refused) {
      return refused;
    }
    return cause instanceof EnvelopeKeysUnavailableException away
        ? away
        : new EnvelopeKeysUnavailableException(tenant, cause);
  }
}
