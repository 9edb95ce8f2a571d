package io.threadkeep.thread;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.metadata.Metadata;
import java.time.Instant;

/**
 * A conversation; its messages are read beside it. Called so because {@link java.lang.Thread} is
 * imported everywhere.
 *
 * @param owner the tenant and user it belongs to
 * @param messageCount also the position of the newest message
 */
public record ChatThread(
    ThreadId id, Scope owner, Metadata metadata, long messageCount, Instant createdAt) {}
