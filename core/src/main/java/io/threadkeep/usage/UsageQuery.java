package io.threadkeep.usage;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.id.AssistantId;
import io.threadkeep.id.ThreadId;
import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question about usage: {@code UsageQuery.between(first, last).by(UsageKey.USER, UsageKey.DAY)}.
 *
 * @param from the first UTC day
 * @param to the last one, included
 * @param by a line for each of these; empty for one line in all
 * @param thread of this one alone; null for any, as the next two
 */
public record UsageQuery(
    LocalDate from,
    LocalDate to,
    Set<UsageKey> by,
    @Nullable ThreadId thread,
    @Nullable AssistantId assistant,
    @Nullable String model) {
  private static final LocalDate FIRST = LocalDate.of(1970, 1, 1);
  private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

  public UsageQuery {
    if (from.isBefore(FIRST) || to.isAfter(LAST) || from.isAfter(to)) {
      throw new InvalidInputException(
          "usage.from", "days from " + FIRST + " to " + LAST + " in order", from + " to " + to);
    }
    by = Set.copyOf(by);
    Checks.optionalText("usage.model", model, Limits.MODEL);
  }

  /** All of the scope's usage from the one day to the other, both included. */
  public static UsageQuery between(LocalDate from, LocalDate to) {
    return new UsageQuery(from, to, Set.of(), null, null, null);
  }

  public static UsageQuery on(LocalDate day) {
    return between(day, day);
  }

  /** All that there is. */
  public static UsageQuery ever() {
    return between(FIRST, LAST);
  }

  public UsageQuery by(UsageKey... keys) {
    return by(Set.of(keys));
  }

  public UsageQuery by(Set<UsageKey> keys) {
    return new UsageQuery(from, to, keys, thread, assistant, model);
  }

  public UsageQuery ofThread(ThreadId one) {
    return new UsageQuery(from, to, by, one, assistant, model);
  }

  public UsageQuery ofAssistant(AssistantId one) {
    return new UsageQuery(from, to, by, thread, one, model);
  }

  public UsageQuery ofModel(String one) {
    return new UsageQuery(from, to, by, thread, assistant, one);
  }

  /** The same question about other days. */
  public UsageQuery during(LocalDate first, LocalDate last) {
    return new UsageQuery(first, last, by, thread, assistant, model);
  }

  /** The same, by one more. */
  public UsageQuery alsoBy(UsageKey key) {
    Set<UsageKey> more = EnumSet.of(key);
    more.addAll(by);
    return by(more);
  }
}
