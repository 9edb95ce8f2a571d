package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.id.RunId;
import io.threadkeep.store.QueueListener;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is made of what was heard; anybody may say anything on the channel. */
class NewsTest {
  private static final RunId RUN = new RunId("run_" + "a".repeat(24));

  private final List<String> heard = new ArrayList<>();
  private final QueueListener listener =
      new QueueListener() {
        @Override
        public void workIsWaiting() {
          heard.add("work");
        }

        @Override
        public void cancelAsked(RunId run) {
          heard.add("cancel " + run);
        }
      };

  private void hear(String text) {
    News.tell(text, "public", List.of(listener));
  }

  @Test
  void newsOfTheOwnSchemaAreHeard() {
    hear("public " + News.WORK.text());
    hear("public " + News.cancel(RUN.value()).text());
    assertThat(heard).containsExactly("work", "cancel " + RUN);
  }

  @Test
  void whatIsNotOursIsNotHeard() {
    hear("other work");
    hear("publicwork");
    hear("public nonsense");
    hear("public cancel nothing");
    hear("");
    assertThat(heard).isEmpty();
  }
}
