package io.threadkeep.samples.assistants.api;

import java.time.Duration;

/**
 * What one API key may take.
 *
 * @param requestsAtOnce those whose answer is a stream that has begun are not counted
 * @param streams at once
 * @param bodyDeadline for the whole of a request's body, from when it is first read
 */
public record ApiLimits(
    int requestsPerMinute, int requestsAtOnce, int streams, Duration bodyDeadline) {}
