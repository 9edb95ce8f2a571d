package io.threadkeep.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.internal.engine.RetryRule.Verdict;
import io.threadkeep.options.Backoff;
import io.threadkeep.run.RunMove;
import io.threadkeep.secrecy.DecryptionException;
import io.threadkeep.secrecy.DecryptionException.Place;
import io.threadkeep.secrecy.DecryptionException.Reason;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryRuleTest {
  private final RetryRule rule = new RetryRule(3, Backoff.defaults(), new Random(5));

  @ParameterizedTest
  @EnumSource(Reason.class)
  void whatAnotherProcessCanReadIsLeftToItAndTheRestFailsAtOnce(Reason reason) {
    Verdict verdict = judge(reason);
    if (reason.isOfThisProcess()) {
      assertThat(verdict.move()).isEqualTo(RunMove.RELEASE);
      assertThat(verdict.delay()).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
    } else {
      assertThat(verdict).isEqualTo(new Verdict(RunMove.FAIL, Duration.ZERO));
    }
  }

  private Verdict judge(Reason reason) {
    Place place = new Place("acme", "tk_messages", "body", "msg_1");
    return rule.judge(new DecryptionException(place, 1, reason, null), 3);
  }
}
