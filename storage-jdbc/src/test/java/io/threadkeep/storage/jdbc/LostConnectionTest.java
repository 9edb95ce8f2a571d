package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.error.Retryable;
import io.threadkeep.kit.Trial;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.storage.jdbc.Fault.How;
import io.threadkeep.storage.jdbc.Fault.SqlState;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.store.StorageException;
import io.threadkeep.store.StorageUnavailableException;
import io.threadkeep.thread.ChatThread;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How often the store tries again by itself, and what it says when that was not enough. */
class LostConnectionTest {

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void afterThreeRetriesTheCallerIsToldToTryAgainAndMay(DatabaseServer server) {
    try (BreakableStore keep = new BreakableStore(server.fresh());
        Trial trial = new Trial(keep)) {
      ChatThread thread = trial.startThread();
      List<MessageDraft> drafts = trial.samples().drafts("secret content");
      keep.faults().expect(Fault.lasting(0, How.BEFORE, SqlState.LOST));
      assertThatThrownBy(() -> trial.append(thread, drafts))
          .isInstanceOf(StorageUnavailableException.class)
          .isInstanceOf(Retryable.class)
          .hasMessageContaining("08006")
          .satisfies(e -> assertThat(Told.by(e)).doesNotContain("canary", "secret", "insert into"));
      assertThat(keep.pauses()).hasSize(3).allMatch(pause -> pause >= 50 && pause <= 1_000);
      keep.faults().expect(Fault.NONE);
      trial.append(thread, drafts);
      assertThat(trial.log(thread)).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void contentionIsRetriedAndRefusalIsNot(DatabaseServer server) {
    try (BreakableStore keep = new BreakableStore(server.fresh());
        Trial trial = new Trial(keep)) {
      ChatThread thread = trial.startThread();
      keep.faults().expect(new Fault(1, 3, How.BEFORE, SqlState.SERIALIZATION));
      trial.say(thread, "one");
      assertThat(keep.pauses()).hasSize(3);
      keep.faults().expect(Fault.once(1, How.BEFORE, SqlState.TOO_LONG));
      assertThatThrownBy(() -> trial.say(thread, "two"))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("22001");
      assertThat(trial.log(thread)).hasSize(1);
    }
  }
}
