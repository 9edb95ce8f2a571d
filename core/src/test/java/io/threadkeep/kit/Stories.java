package io.threadkeep.kit;

import io.threadkeep.event.EventBody;
import io.threadkeep.id.MessageId;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.store.NewEvents;
import io.threadkeep.store.StoredEvents;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Events as rules about them need them, stored and read. */
final class Stories {
  private static final MessageId MESSAGE = new MessageId("msg_000000000000000000000000");

  private Stories() {}

  /** {@code count} pieces of one text, each of which says its own number. */
  static NewEvents words(int after, int count) {
    List<EventBody> words =
        IntStream.rangeClosed(after + 1, after + count)
            .<EventBody>mapToObj(n -> new EventBody.TextDelta(MESSAGE, "word " + n + " "))
            .toList();
    return new NewEvents(after, words);
  }

  static Set<Lease> publish(Trial trial, LeasedRun leased, NewEvents events) {
    return trial.store().queue().publish(Map.of(leased.lease(), events));
  }

  static StoredEvents story(Trial trial, LeasedRun leased, long after, int limit) {
    return trial.store().runs().events(Scopes.ANN, leased.run().id(), after, limit);
  }
}
