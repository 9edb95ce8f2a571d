package io.threadkeep.storage.memory;

import io.threadkeep.event.EventBody;
import io.threadkeep.event.RunEvent;
import io.threadkeep.id.RunId;
import io.threadkeep.store.NewEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The events of all runs, until they are forgotten. Guarded by {@link Memory}'s lock. */
final class EventBook {
  // In the order of first events, so that the oldest are found without looking at the others.
  private final Map<RunId, Story> stories = new LinkedHashMap<>();

  /** The event with sequence s has index s - 1. */
  private record Story(HeldRun run, List<RunEvent> events) {
    Instant begun() {
      return events.get(0).at();
    }
  }

  /** Adds those of {@code events} that the run does not have yet; that they fit has been judged. */
  void add(HeldRun run, NewEvents events, Instant now) {
    List<EventBody> beyond = events.beyond(run.lastEvent());
    if (!beyond.isEmpty()) {
      List<RunEvent> story =
          stories.computeIfAbsent(run.id(), id -> new Story(run, new ArrayList<>())).events();
      long sequence = run.lastEvent();
      for (EventBody body : beyond) {
        story.add(new RunEvent(run.id(), ++sequence, now, body));
      }
      run.lastEvent(sequence);
    }
  }

  List<RunEvent> after(HeldRun run, long sequence, int limit) {
    Story story = stories.get(run.id());
    if (story == null || sequence >= story.events().size()) {
      return List.of();
    }
    int end = (int) Math.min(story.events().size(), sequence + limit);
    return List.copyOf(story.events().subList((int) sequence, end));
  }

  void remove(Collection<HeldRun> runs) {
    runs.forEach(run -> stories.remove(run.id()));
  }

  /** Forgets up to {@code limit} runs that ended before {@code instant}; returns how many. */
  int forgetEndedBefore(Instant instant, int limit) {
    int forgotten = 0;
    Iterator<Story> oldest = stories.values().iterator();
    while (forgotten < limit && oldest.hasNext()) {
      Story story = oldest.next();
      if (!story.begun().isBefore(instant)) {
        break;
      }
      Instant endedAt = story.run().shown().times().endedAt();
      if (endedAt != null && endedAt.isBefore(instant)) {
        oldest.remove();
        forgotten++;
      }
    }
    return forgotten;
  }
}
