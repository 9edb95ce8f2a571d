package io.threadkeep.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.id.ThreadId;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.Samples;
import io.threadkeep.message.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MessageIndexTest {
  private final Samples samples = new Samples(new ManualClock());
  private final ThreadId thread = samples.ids().thread();

  @Test
  void itFindsWhatWasAddedAndNotRemoved() {
    Random random = new Random(7);
    MessageIndex index = new MessageIndex();
    List<Message> all = messages(4_000);
    Set<Message> model = new HashSet<>();
    for (int n = 0; n < 60_000; n++) {
      // First more grows than goes, then the other way round.
      boolean grows = random.nextInt(10) < (n < 30_000 ? 6 : 3);
      Message message = all.get(random.nextInt(all.size()));
      if (grows && model.add(message)) {
        index.add(message);
      } else if (!grows) {
        model.remove(message);
        index.remove(message.id());
      }
      assertThat(index.size()).isEqualTo(model.size());
      if (n % 10_000 == 0) {
        assertFinds(index, all, model);
      }
    }
    assertFinds(index, all, model);
    model.forEach(message -> index.remove(message.id()));
    assertFinds(index, all, Set.of());
  }

  private static void assertFinds(MessageIndex index, List<Message> all, Set<Message> model) {
    for (Message message : all) {
      assertThat(index.find(message.id())).isSameAs(model.contains(message) ? message : null);
    }
  }

  private List<Message> messages(int count) {
    List<Message> messages = new ArrayList<>();
    for (int n = 1; n <= count; n++) {
      messages.add(new Message(thread, n, samples.draft("message " + n)));
    }
    return messages;
  }
}
