package io.threadkeep.samples.supportdesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.PendingRun;
import io.threadkeep.message.Message;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.transport.ModelTransport;
import io.threadkeep.transport.fake.cassette.Cassette;
import io.threadkeep.transport.fake.cassette.CassetteMode;
import io.threadkeep.transport.fake.cassette.CassetteOptions;
import io.threadkeep.transport.openai.OpenAiEndpoint;
import io.threadkeep.transport.openai.OpenAiOptions;
import io.threadkeep.transport.openai.OpenAiTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole desk on what a provider said once. After a change to what the desk asks: {@code mvn
 * test -pl samples/support-desk -am -Dtest=CassetteTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Ddesk.record=true}, and look at the difference.
 */
class CassetteTest {
  private static final Path CASSETTE =
      Path.of(System.getProperty("basedir", "."), "src/test/resources/cassettes/desk.yaml");

  private static final Duration AT_MOST = Duration.ofMinutes(1);
  private static final CassetteOptions RECORD =
      CassetteOptions.defaults().mode(CassetteMode.RECORD);

  /** Nobody listens there. */
  private static final Map<String, String> UNREACHABLE = settings("http://127.0.0.1:1/v1");

  private static final List<String> TOLD =
      List.of(
          "Where is my order A-1001?",
          "Your order of a Kettle is on its way.",
          "The lamp of order A-1002 is broken. I want my money back.",
          "The money for order A-1002 is on its way back.");

  @TempDir Path directory;

  @Test
  void theWholeDeskIsReplayedWithNobodyToAsk() {
    try (Cassette cassette = Cassette.open(CASSETTE)) {
      ModelTransport replay = cassette.transport(CassetteTest::nobody);
      try (HelpDesk desk = desk(UNREACHABLE, replay)) {
        assertThat(told(desk)).isEqualTo(TOLD);
      }
      cassette.verify();
    }
  }

  @Test
  void theSameDeskIsOnOpenAiByConfigurationAlone() throws IOException {
    try (LocalProvider provider = new LocalProvider();
        HelpDesk desk = SupportDeskModule.open(settings(provider.baseUrl()))) {
      assertThat(told(desk)).isEqualTo(TOLD);
    }
  }

  @Test
  void theCassetteIsWhatWouldBeRecordedToday() throws IOException {
    Path today = directory.resolve("desk.yaml");
    record(today);
    assertThat(Files.readString(today)).isEqualTo(Files.readString(CASSETTE));
  }

  @Test
  @EnabledIfSystemProperty(named = "desk.record", matches = "true")
  void itIsRecordedAnewOnRequest() throws IOException {
    record(CASSETTE);
  }

  private static void record(Path file) throws IOException {
    try (LocalProvider provider = new LocalProvider();
        Cassette cassette = Cassette.open(file, RECORD);
        HelpDesk desk = desk(UNREACHABLE, cassette.transport(() -> live(provider.baseUrl())))) {
      assertThat(told(desk)).isEqualTo(TOLD);
    }
  }

  /** A customer asks, and asks for money back; a clerk agrees. What was said on the ticket. */
  private static List<String> told(HelpDesk desk) {
    Ticket ticket = desk.open("ann", "Two orders");
    assertThat(desk.say(ticket, TOLD.get(0)).await(AT_MOST).status())
        .isEqualTo(RunStatus.COMPLETED);
    PendingRun refund = desk.say(ticket, TOLD.get(2));
    assertThat(refund.awaitStop(AT_MOST).status()).isEqualTo(RunStatus.REQUIRES_ACTION);
    Run unused = desk.approve(desk.waiting(ticket).orElseThrow());
    assertThat(refund.await(AT_MOST).status()).isEqualTo(RunStatus.COMPLETED);
    return desk.messages(ticket).map(Message::text).filter(text -> !text.isEmpty()).toList();
  }

  private static HelpDesk desk(Map<String, String> settings, ModelTransport model) {
    return SupportDeskModule.open(
        settings, binder -> binder.bind(ModelTransport.class).toInstance(model));
  }

  private static ModelTransport live(String baseUrl) {
    OpenAiOptions here = OpenAiOptions.defaults().withEndpoint(OpenAiEndpoint.at(baseUrl));
    return new OpenAiTransport(here, () -> "sk-of-nobody", InstantSource.system());
  }

  private static ModelTransport nobody() {
    throw new AssertionError("Replaying asks nobody.");
  }

  private static Map<String, String> settings(String baseUrl) {
    return Map.of(
        "threadkeep.storage", "memory",
        "threadkeep.transport", "openai",
        "threadkeep.openai.base-url", baseUrl);
  }
}
