package io.threadkeep.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When things happened to a run.
 *
 * @param expiresAt when the store ends it if nobody else has; on the store's clock, as the next two
 * @param startedAt when the newest attempt began
 * @param endedAt when it reached its final status
 */
public record RunTimes(
    Instant createdAt, Instant expiresAt, @Nullable Instant startedAt, @Nullable Instant endedAt) {}
