package io.threadkeep.wiring;

/**
 * A storage backend, chosen by {@code threadkeep.storage}. Must bind {@link
 * io.threadkeep.store.ThreadStore} as a singleton; may use the {@link java.time.InstantSource} that
 * core binds.
 */
public abstract class StorageModule extends BackendModule {}
