package io.threadkeep.store;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What was left of a model's minute at one moment: the arithmetic of {@link ModelGates}, which is
 * the same in every store.
 *
 * @param requests in millionths, so that hardly anything is lost by rounding; as the next
 * @param tokens below zero if a call was larger than what was left; a debt is an hour's allowance
 *     at most
 */
public record Allowance(long requests, long tokens, Instant at) {
  private static final long MILLION = 1_000_000;

  private static final long SECONDS = 60;

  private static final long MOST_MINUTES_OWED = 60;

  /** More than any debt takes; little enough to keep every product within a long. */
  private static final long LONGEST_MICROS = Duration.ofHours(2).toNanos() / 1_000;

  /** A whole minute's. */
  public static Allowance whole(GateLimit limit, Instant now) {
    return new Allowance(
        limit.requestsPerMinute() * MILLION, limit.tokensPerMinute() * MILLION, now);
  }

  /** With what has come in since; a clock that steps back takes nothing away. */
  public Allowance refilled(GateLimit limit, Instant now) {
    long micros = Math.max(0, Math.min(LONGEST_MICROS, at.until(now, ChronoUnit.MICROS)));
    return new Allowance(
        refill(requests, limit.requestsPerMinute(), micros),
        refill(tokens, limit.tokensPerMinute(), micros),
        now.isAfter(at) ? now : at);
  }

  /** How long until a call of {@code size} tokens may go in; zero if it may now. */
  public Duration wait(GateLimit limit, long size) {
    long forRequest = micros(MILLION - requests, limit.requestsPerMinute());
    long needed = Math.min(bounded(size), limit.tokensPerMinute()) * MILLION;
    long forTokens = micros(needed - tokens, limit.tokensPerMinute());
    return Duration.of(Math.max(forRequest, forTokens), ChronoUnit.MICROS);
  }

  /** Without one request of {@code size} tokens. */
  public Allowance spent(GateLimit limit, long size) {
    return new Allowance(
        within(limit.requestsPerMinute(), requests - MILLION),
        within(limit.tokensPerMinute(), tokens - bounded(size) * MILLION),
        at);
  }

  /** After {@code more} tokens than were spent, or fewer. */
  public Allowance settled(GateLimit limit, long more) {
    return new Allowance(
        requests, within(limit.tokensPerMinute(), tokens - bounded(more) * MILLION), at);
  }

  /** One per minute makes a sixtieth of a millionth in a microsecond. */
  private static long refill(long left, int perMinute, long micros) {
    return within(perMinute, left + micros * perMinute / SECONDS);
  }

  private static long within(int perMinute, long left) {
    long whole = perMinute * MILLION;
    return Math.max(-MOST_MINUTES_OWED * whole, Math.min(whole, left));
  }

  private static long micros(long missing, int perMinute) {
    // Rounded up: a caller that comes back then is let in.
    return perMinute == 0 || missing <= 0 ? 0 : (missing * SECONDS + perMinute - 1) / perMinute;
  }

  private static long bounded(long size) {
    return Math.max(-GateLimit.MOST, Math.min(GateLimit.MOST, size));
  }
}
