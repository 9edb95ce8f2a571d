package io.threadkeep.usage;

import io.threadkeep.id.AssistantId;
import io.threadkeep.id.Id;
import io.threadkeep.id.ThreadId;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a line of usage is about. A part is null if the query does not ask by it, or if it is not
 * known: a run without a user, an erased user, a thread that was deleted, work beside any run.
 */
public record UsageGroup(
    @Nullable LocalDate day,
    @Nullable String user,
    @Nullable ThreadId thread,
    @Nullable AssistantId assistant,
    @Nullable String model) {
  /** By their parts, from the left; what is not known comes first. */
  public static final Comparator<UsageGroup> ORDER =
      comparing(UsageGroup::day)
          .thenComparing(comparing(UsageGroup::user))
          .thenComparing(comparing(group -> text(group.thread)))
          .thenComparing(comparing(group -> text(group.assistant)))
          .thenComparing(comparing(UsageGroup::model));

  /** The same, but for any model. */
  public UsageGroup ofAnyModel() {
    return new UsageGroup(day, user, thread, assistant, null);
  }

  private static <T extends Comparable<? super T>> Comparator<UsageGroup> comparing(
      Function<UsageGroup, @Nullable T> part) {
    return Comparator.comparing(part, Comparator.nullsFirst(Comparator.naturalOrder()));
  }

  private static @Nullable String text(@Nullable Id id) {
    return id == null ? null : id.value();
  }
}
