package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.Operations.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.error.Retryable;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.kit.Chaos;
import io.threadkeep.kit.Trial;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.secrecy.Encryption;
import io.threadkeep.storage.jdbc.FaultyDataSource.Point;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.storage.jdbc.server.Servers;
import io.threadkeep.thread.ChatThread;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every statement that has to do with keys is made to fail, in every way. What was told as stored
 * can be read, nothing is stored by halves, and the same call again comes to its end.
 */
class EncryptionFaultTest {
  private static final DatabaseServer SERVER = Servers.h2Memory().orElseThrow();
  private static final Pattern USED = Pattern.compile("sealed:1:(\\d+):");

  @Test
  void aFirstKeyIsThereBeforeWhatNeedsIt() {
    tryOut((trial, thread) -> {}, trial -> {});
  }

  @Test
  void aRotationIsThereOrNot() {
    tryOut(
        (trial, thread) -> trial.say(thread, "before"), trial -> encryption(trial).rotate("acme"));
  }

  @Test
  void resealingGoesOnWhereItWasBrokenOff() {
    tryOut(
        (trial, thread) -> {
          trial.say(thread, "before", "and more");
          trial.submit();
          encryption(trial).rotate("acme");
        },
        trial -> assertThat(encryption(trial).reseal(progress -> {}).unreadable()).isZero());
  }

  @Test
  void anErasureIsThereOrNot() {
    tryOut(
        (trial, thread) -> {}, trial -> assertThat(encryption(trial).eraseKeys("nobody")).isZero());
  }

  /**
   * @param change what is made to fail, before a message is appended, which is made to fail too
   */
  private static void tryOut(Preparation preparation, Consumer<Trial> change) {
    try (BreakableStore keep = new BreakableStore(SERVER.fresh(), TestKeys.options())) {
      List<Point> points = run(keep, preparation, change, Fault.NONE);
      List<Fault> faults =
          Chaos.isWanted() ? Fault.along(points) : Fault.some(points, points.size());
      assertThat(faults).hasSizeGreaterThan(points.size());
      faults.forEach(fault -> run(keep, preparation, change, fault));
    }
  }

  /** Returns the points that were passed. */
  private static List<Point> run(
      BreakableStore keep, Preparation preparation, Consumer<Trial> change, Fault fault) {
    try (Trial trial = new Trial(keep)) {
      encryption(trial).eraseKeys("acme");
      ChatThread thread = trial.store().threads().create(trial.samples().thread(ANN), null);
      preparation.in(trial, thread);
      int before = trial.log(thread).size();
      List<MessageDraft> drafts = trial.samples().drafts("said", "and said");
      keep.faults().expect(fault);
      attempt(fault, () -> change.accept(trial));
      attempt(fault, () -> trial.append(thread, drafts));
      List<Point> points = keep.faults().passed();
      assertThat(keep.faults().open()).as("%s: connections kept", fault).isZero();

      keep.faults().expect(Fault.NONE);
      assertEveryKeyIsKept(keep, fault);
      assertThat(trial.log(thread)).as("%s", fault).hasSizeBetween(before, before + 2);
      change.accept(trial);
      List<Message> said = trial.append(thread, drafts);
      assertThat(trial.log(thread)).as("%s", fault).hasSize(before + 2).containsAll(said);
      return points;
    }
  }

  private static void assertEveryKeyIsKept(BreakableStore keep, Fault fault) {
    Map<String, List<String>> rows = keep.rows().read();
    String kept = rows.getOrDefault("tk_data_keys", List.of()).toString();
    USED.matcher(rows.toString())
        .results()
        .forEach(
            used ->
                assertThat(kept).as("%s", fault).contains("acme | " + used.group(1) + " | first"));
  }

  private static void attempt(Fault fault, Runnable call) {
    try {
      call.run();
    } catch (ThreadkeepException e) {
      assertThat(e instanceof Retryable)
          .as("%s: may be tried again", fault)
          .isEqualTo(fault.state().isRetryable());
    }
  }

  private static Encryption encryption(Trial trial) {
    return ((JdbcThreadStore) trial.store()).encryption().orElseThrow();
  }

  @FunctionalInterface
  private interface Preparation {
    void in(Trial trial, ChatThread thread);
  }
}
