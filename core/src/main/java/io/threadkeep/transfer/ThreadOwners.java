package io.threadkeep.transfer;

import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import org.jspecify.annotations.Nullable;

/**
 * Whose the threads are that the Assistants API knew no users of: all one user's, or each its own
 * metadata's.
 *
 * @param user of all threads
 * @param metadataKey under which a thread's metadata names its user: {@code user_id}
 */
public record ThreadOwners(@Nullable String user, @Nullable String metadataKey) {
  /** The scope's user, if it has one; else nobody's. */
  public static final ThreadOwners OF_SCOPE = new ThreadOwners(null, null);

  public ThreadOwners {
    if (user != null) {
      Checks.requiredText("user", user, Limits.USER);
    }
    if (metadataKey != null) {
      Checks.requiredText("metadata_key", metadataKey, Limits.METADATA_KEY);
    }
  }

  public static ThreadOwners user(String user) {
    return new ThreadOwners(user, null);
  }

  public static ThreadOwners byMetadata(String key) {
    return new ThreadOwners(null, key);
  }
}
