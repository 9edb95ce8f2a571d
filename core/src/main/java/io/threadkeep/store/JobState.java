package io.threadkeep.store;

import java.time.Duration;

/**
 * A job, as anybody may see it.
 *
 * @param held whether somebody is at it
 * @param progress as its holder has left it; empty at first
 * @param age since it was last written, by the store's clock
 */
public record JobState(boolean held, String progress, Duration age) {}
