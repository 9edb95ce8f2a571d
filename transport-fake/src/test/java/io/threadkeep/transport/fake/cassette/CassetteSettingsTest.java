package io.threadkeep.transport.fake.cassette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import io.threadkeep.wiring.ConfigurationException;
import io.threadkeep.wiring.Settings;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CassetteSettingsTest {
  @TempDir Path directory;

  @Test
  void withoutAFileThereIsNoCassette() {
    assertThat(read("")).isEmpty();
    assertThat(read("threadkeep.fake.cassette.file = \"\"")).isEmpty();
  }

  @Test
  void aConfiguredCassetteIsReplayed() {
    Path file = directory.resolve("a cassette.yaml");
    ModelRequest hello = Prompts.asking("Hello");
    ModelRequest secret = Prompts.asking("acct-12345 of hunter2: me@example.org");
    Redaction redaction = Redaction.wellKnown().literal("hunter2").pattern("acct-\\d+").emails();
    Tapes.record(file, Tapes.RECORD.redaction(redaction), LiveModel.answering(), hello, secret);

    try (ModelTransport transport =
        read("""
                threadkeep.fake.cassette {
                  file = "%s"
                  matching = any-order
                  redact = [
                    { pattern = "acct-\\\\d+" }, { literal = hunter2 }, { emails = true }, { field = pin }
                  ]
                }
                """
                .formatted(file))
            .orElseThrow()
            .open()) {
      assertThat(Tapes.ask(transport, secret)).isNotNull();
      assertThat(Tapes.ask(transport, hello)).isEqualTo(LiveModel.echo(hello));
    }
  }

  @Test
  void allMistakesAreToldAndNoSecret() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    threadkeep.fake.cassette {
                      file = "/no/such/cassette.yaml"
                      matching = backwards
                      redact = [ { pattern = "(" }, { literal = zz }, {}, { emails = maybe } ]
                    }
                    """))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("threadkeep.fake.cassette.file: found /no/such/cassette.yaml")
        .hasMessageContaining("threadkeep.fake.cassette.matching: found \"backwards\"")
        .hasMessageContaining("in-order, any-order")
        .hasMessageContaining("threadkeep.fake.cassette.redact[0].pattern: found (")
        .hasMessageContaining("threadkeep.fake.cassette.redact[1].literal: found (not shown)")
        .hasMessageContaining("threadkeep.fake.cassette.redact[2].field: found nothing")
        .hasMessageContaining("threadkeep.fake.cassette.redact[3].emails: found \"maybe\"")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("zz"));
  }

  private static Optional<CassetteSettings> read(String configuration) {
    Settings settings = new Settings(ConfigFactory.parseString(configuration));
    Optional<CassetteSettings> read = CassetteSettings.read(settings);
    settings.requireNoProblems();
    return read;
  }
}
