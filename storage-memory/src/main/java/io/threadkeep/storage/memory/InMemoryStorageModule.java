package io.threadkeep.storage.memory;

import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.wiring.Settings;
import io.threadkeep.wiring.StorageModule;
import java.time.Duration;
import java.time.InstantSource;

/** {@code threadkeep.storage = memory}. */
public final class InMemoryStorageModule extends StorageModule {
  private static final Duration LONGEST = Duration.ofDays(3_650);

  private ThreadBounds bounds = ThreadBounds.NONE;

  @Override
  public String backendName() {
    return "memory";
  }

  @Override
  public void read(Settings settings) {
    bounds =
        new ThreadBounds(
            settings.number("threadkeep.memory.max-threads", 0, Integer.MAX_VALUE),
            settings.duration("threadkeep.memory.idle-expiry", Duration.ZERO, LONGEST));
  }

  @Provides
  @Singleton
  ThreadStore store(InstantSource clock) {
    return new InMemoryThreadStore(clock, bounds);
  }
}
