package io.threadkeep.thread;

import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import io.threadkeep.metadata.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * Which threads of a scope: those of {@code user}, if given, whose metadata holds every pair of
 * {@code metadata}, and that are in {@code state}. A list shows one state, {@link
 * ThreadState#ACTIVE} unless it is asked for another.
 */
public record ThreadQuery(@Nullable String user, Metadata metadata, ThreadState state) {
  public static final ThreadQuery ALL = new ThreadQuery(null, Metadata.EMPTY);

  public ThreadQuery {
    Checks.optionalText("user", user, Limits.USER);
  }

  public ThreadQuery(@Nullable String user, Metadata metadata) {
    this(user, metadata, ThreadState.ACTIVE);
  }

  public static ThreadQuery ofUser(String user) {
    return new ThreadQuery(user, Metadata.EMPTY);
  }

  public static ThreadQuery with(String key, String value) {
    return new ThreadQuery(null, Metadata.of(key, value));
  }

  public ThreadQuery and(String key, String value) {
    return new ThreadQuery(user, metadata.with(key, value), state);
  }

  /** The same among those that are archived. */
  public ThreadQuery archived() {
    return new ThreadQuery(user, metadata, ThreadState.ARCHIVED);
  }

  /** The same among those that are deleted and can still be restored. */
  public ThreadQuery deleted() {
    return new ThreadQuery(user, metadata, ThreadState.DELETED);
  }
}
