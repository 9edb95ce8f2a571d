package io.threadkeep.internal.life;

import io.threadkeep.id.ThreadId;
import io.threadkeep.json.JsonCodec;
import io.threadkeep.retention.RetentionReport;
import io.threadkeep.retention.RetentionReport.State;
import io.threadkeep.retention.RetentionTally;
import io.threadkeep.store.Purged;
import io.threadkeep.store.RetentionBatch;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a pass has come, as it is saved with each batch.
 *
 * @param rules what the rules say: a pass is resumed under the rules that it began with
 * @param walked whether all threads have been looked at
 * @param finished whether what was due is purged too
 */
record RetentionProgress(
    long pass,
    String rules,
    @Nullable ThreadId position,
    boolean walked,
    boolean finished,
    RetentionTally tally,
    long millis) {

  static RetentionProgress begin(long pass, String rules) {
    return new RetentionProgress(pass, rules, null, false, false, RetentionTally.NONE, 0);
  }

  /** What was saved; before the first pass, one that is over. */
  static RetentionProgress read(String json) {
    return json.isEmpty()
        ? new RetentionProgress(0, "", null, true, true, RetentionTally.NONE, 0)
        : JsonCodec.read(json, RetentionProgress.class);
  }

  String json() {
    return JsonCodec.write(this);
  }

  RetentionProgress after(RetentionBatch batch, Duration took) {
    return new RetentionProgress(
        pass,
        rules,
        batch.position() == null ? position : batch.position(),
        !batch.more(),
        false,
        tally.looked(batch.looked(), batch.rules()),
        millis + took.toMillis());
  }

  RetentionProgress after(Purged purged, Duration took) {
    return new RetentionProgress(
        pass,
        rules,
        position,
        true,
        !purged.more(),
        tally.purged(purged.threads(), purged.messages()),
        millis + took.toMillis());
  }

  RetentionReport report(boolean dryRun, State state) {
    return new RetentionReport(pass, dryRun, state, position, tally, Duration.ofMillis(millis));
  }
}
