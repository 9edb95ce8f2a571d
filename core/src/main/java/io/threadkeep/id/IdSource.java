package io.threadkeep.id;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Makes ids: nine characters of microseconds, so that they sort by creation (byte by byte; within
 * one source strictly), then fifteen random ones, 89 bits, so that none can be guessed from
 * another.
 *
 * <p>Safe for use by many threads if {@code random} is.
 */
public final class IdSource {
  /** In the order of their bytes, so that the order of ids is the order of their time. */
  private static final char[] ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".toCharArray();

  private static final int TIME_CHARACTERS = 9;

  private final InstantSource clock;
  private final RandomGenerator random;
  private final AtomicLong lastMicros = new AtomicLong();

  public IdSource(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  public ThreadId thread() {
    return new ThreadId(next(ThreadId.PREFIX));
  }

  public MessageId message() {
    return new MessageId(next(MessageId.PREFIX));
  }

  public RunId run() {
    return new RunId(next(RunId.PREFIX));
  }

  public StepId step() {
    return new StepId(next(StepId.PREFIX));
  }

  public AssistantId assistant() {
    return new AssistantId(next(AssistantId.PREFIX));
  }

  private String next(String prefix) {
    Instant now = clock.instant();
    long nowMicros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    // A clock that stands still or steps back must not break the order.
    long micros = lastMicros.updateAndGet(last -> Math.max(nowMicros, last + 1));
    char[] id = new char[Id.LENGTH];
    for (int i = TIME_CHARACTERS - 1; i >= 0; i--) {
      id[i] = ALPHABET[(int) (micros % ALPHABET.length)];
      micros /= ALPHABET.length;
    }
    for (int i = TIME_CHARACTERS; i < id.length; i++) {
      id[i] = ALPHABET[random.nextInt(ALPHABET.length)];
    }
    return prefix + new String(id);
  }
}
