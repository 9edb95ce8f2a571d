package io.threadkeep.transport.fake.cassette;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is JSON stays JSON, and what holds some is looked through too. */
class RedactedTextsTest {
  private static final Redaction PASSWORD = Redaction.none().field("password");

  @Test
  void jsonStaysJsonWhenAMatchRunsAcrossKeysAndValues() {
    String headers = "{\"password\":\"x\",\"Authorization\" : \"Basic dXNlcjpwYXNz\",\"n\":1}";
    String redacted = "{\"password\":\"x\",\"Authorization\" : \"[redacted]\",\"n\":1}";
    assertHides(Redaction.wellKnown(), headers, redacted);
    assertHides(
        Redaction.none().pattern("\"n\":\\s*\"[^\"]+\""),
        "{\"n\": \"x\", \"m\": \"y\"}",
        "{\"n\": \"[redacted]\", \"m\": \"y\"}");
    assertHides(
        Redaction.none().pattern("(?<=: )\\d"), "{\"n\": 42, \"m\":42}", "{\"n\": 0, \"m\":42}");
  }

  @Test
  void aNumberThatBecameZeroIsNotHiddenOnceMore() {
    assertHides(Redaction.none().pattern("\\d+"), "{\"n\":42}", "{\"n\":0}");
    assertHides(Redaction.none().pattern("\\d+"), "[42, \"4\"]", "[0, \"[redacted]\"]");
  }

  @Test
  void aSecretThatIsAKeyIsHidden() {
    assertHides(
        Redaction.none().literal("a\"b"),
        "{ \"of a\\\"b\" : {\"c\":1}, \"a\\u0022b\":[] }",
        "{ \"of [redacted]\" : {\"c\":1}, \"[redacted]\":[] }");
  }

  private static void assertHides(Redaction redaction, String json, String redacted) {
    assertThat(redaction.toolText(json)).isEqualTo(redacted);
    assertThat(redaction.text(json)).isEqualTo(redacted);
    assertThat(redaction.toolText(redacted)).isEqualTo(redacted);
    assertThat(redaction.text(redacted)).isEqualTo(redacted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"n", "t", "r"})
  void aSecretRightBehindAnEscapeIsHidden(String escape) {
    for (String secret : List.of("sk-proj-AbCd1234_efGH-5678", "AKIAIOSFODNN7EXAMPLE")) {
      assertThat(Redaction.wellKnown().text("The key:\\" + escape + secret))
          .isEqualTo("The key:\\" + escape + "[redacted]");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "Result: {\"password\":\"hunter2\"} ok ~ Result: {\"password\":\"[redacted]\"} ok",
        "```json {\"Password\" : \"hun\\\"ter2\", \"a\": 1} ``` ok"
            + " ~ ```json {\"Password\" : \"[redacted]\", \"a\": 1} ``` ok",
        "{\"password\": \"hunter2\", oops ~ {\"password\": \"[redacted]\", oops",
        "{\"password\": 42, oops ~ {\"password\": 0, oops",
        "See {\"password\": hunter2} ok ~ See {\"password\": \"[redacted]\"} ok",
        "See {'password': 'hunter2'} ok ~ See {'password': '[redacted]'} ok",
        "See {\"password\": {\"old\": \"hunter2\"}} ~ See {\"password\": [redacted]",
        "See {\"password\": 12} and {\"password\": true} ok"
            + " ~ See {\"password\": 0} and {\"password\": false} ok",
        "See {\\\"password\\\": \\\"hun\\\\\\\"ter2\\\"} ok"
            + " ~ See {\\\"password\\\": \\\"[redacted]\\\"} ok",
        "{\"note\": \"See {'password': 'hunter2'}\"} ~ {\"note\": \"See {'password': '[redacted]'}\"}",
        "My \"password\" is: mine ~ My \"password\" is: mine",
      })
  void theValueBehindAQuotedNameIsHiddenInATextThatHoldsJson(String text, String redacted) {
    assertThat(PASSWORD.text(text)).isEqualTo(redacted);
    assertThat(PASSWORD.text(redacted)).isEqualTo(redacted);
  }
}
