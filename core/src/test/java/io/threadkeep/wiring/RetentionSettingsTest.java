package io.threadkeep.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.threadkeep.retention.RetentionCondition;
import io.threadkeep.retention.RetentionOptions;
import io.threadkeep.retention.RetentionRule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionSettingsTest {
  private static final Config REFERENCE = ConfigFactory.parseResources("reference.conf");

  @Test
  void withoutRulesNothingIsDone() {
    Settings settings = new Settings(REFERENCE);
    assertThat(RetentionSettings.read(settings)).isEqualTo(RetentionOptions.none());
    settings.requireNoProblems();
  }

  @Test
  void rulesAreReadInTheirOrder() {
    Settings settings =
        settings(
            """
            threadkeep.retention {
              every = 10m, batch = 100, pause = 0s, dry-run = true
              rules = [
                { name = sleeping, idle = 90d, action = archive }
                { name = closed, older-than = 365d, messages-at-least = 1, messages-at-most = 9,
                  metadata { status = closed, "team.id" = 7 }, tenant = acme, action = delete,
                  grace = 30d }
              ]
            }
            """);
    RetentionOptions options = RetentionSettings.read(settings);
    settings.requireNoProblems();
    assertThat(options)
        .isEqualTo(
            new RetentionOptions(Duration.ofMinutes(10), 100, Duration.ZERO, true, List.of())
                .rules(
                    RetentionRule.archive(
                        "sleeping", RetentionCondition.ANY.idle(Duration.ofDays(90))),
                    RetentionRule.delete(
                        "closed",
                        RetentionCondition.ANY
                            .olderThan(Duration.ofDays(365))
                            .messages(1, 9)
                            .with("status", "closed")
                            .with("team.id", "7")
                            .ofTenant("acme"),
                        Duration.ofDays(30))));
  }

  @Test
  void allMistakesAreReportedTogether() {
    Settings settings =
        settings(
            """
            threadkeep.retention {
              every = 1ms, batch = 0, pause = 2h, dry-run = perhaps
              rules = [
                { name = all, action = delete }
                { idle = 1d, action = shred }
                { name = graceful, idle = -1d, action = archive, grace = 1d }
                { name = turned, messages-at-least = 9, messages-at-most = 1, action = archive }
                { name = nested, metadata { a { b = c } }, action = archive }
                { name = twice, idle = 1d, action = archive }
                { name = twice, idle = 2d, action = archive }
              ]
            }
            """);
    RetentionSettings.read(settings);
    assertThatThrownBy(settings::requireNoProblems)
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            e ->
                assertThat(e.problems())
                    .extracting(ConfigProblem::key)
                    .containsExactlyInAnyOrder(
                        "threadkeep.retention.every",
                        "threadkeep.retention.batch",
                        "threadkeep.retention.pause",
                        "threadkeep.retention.dry-run",
                        "threadkeep.retention.rules[0].idle",
                        "threadkeep.retention.rules[1].name",
                        "threadkeep.retention.rules[1].action",
                        "threadkeep.retention.rules[2].idle",
                        "threadkeep.retention.rules[2].grace",
                        "threadkeep.retention.rules[2].idle",
                        "threadkeep.retention.rules[3].messages-at-least",
                        "threadkeep.retention.rules[4].metadata.a",
                        "threadkeep.retention.rules[4].idle",
                        "threadkeep.retention.rules[6].name"));
  }

  private static Settings settings(String text) {
    return new Settings(ConfigFactory.parseString(text).withFallback(REFERENCE));
  }
}
