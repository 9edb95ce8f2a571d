package io.threadkeep.transport.fake.cassette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.kit.Chaos;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private static final Redaction PASSWORD = Redaction.none().field("password");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk-proj-AbCd1234_efGH-5678ijkl",
        "Bearer abcdefghijklmnop.qrst-uv==",
        "BEARER  abcdefghijklmnopqrst",
        "Authorization: Basic dXNlcjpwYXNzd29yZA==",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl",
        "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
        "github_pat_11ABCDEFG0abcdefghijkl_mnop",
        "glpat-abcdefghijklmnopqrst",
        "xoxb-1234567890-abcdef",
        "AKIAIOSFODNN7EXAMPLE",
        "AIzaSyA1234567890abcdefghijklmnopqrstuv",
        "sk_live_abcdefghijklmnop1234",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIB\nabc\n-----END RSA PRIVATE KEY-----",
      })
  void secretsOfTheUsualKindsAreHidden(String secret) {
    assertThat(Redaction.wellKnown().text("Take " + secret + " and go."))
        .matches("Take .*and go\\.")
        .doesNotContain(secret.substring(secret.length() - 8));
    assertThat(Redaction.wellKnown().toolText("{\"key\": \"" + secret.replace("\n", "\\n") + "\"}"))
        .startsWith("{\"key\": \"")
        .endsWith("[redacted]\"}");
  }

  @Test
  void passwordsInAddressesAreHidden() {
    assertThat(Redaction.wellKnown().text("jdbc:postgresql://me:s3cr3t@db:5432/x"))
        .isEqualTo("jdbc:postgresql://[redacted]@db:5432/x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The bearer of this letter",
        "a risk-assessment-of-many-things",
        "sk-short",
        "https://example.org/a:b@c",
        "mail me@example.org",
        "An authorization: basic needs come first",
        "{\"total\": 12345}",
      })
  void otherTextsStayAsTheyAre(String text) {
    assertThat(Redaction.wellKnown().text(text)).isEqualTo(text);
    assertThat(Redaction.wellKnown().toolText(text)).isEqualTo(text);
  }

  @Test
  void emailsAreHiddenOnDemand() {
    assertThat(Redaction.wellKnown().emails().text("To: zo\u00EB.b+x@mail.example.org, soon."))
        .isEqualTo("To: [redacted], soon.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "a\"b\\c/d raw ~ [redacted] raw",
        "in JSON a\\\"b\\\\c/d ~ in JSON [redacted]",
        "in PHP a\\\"b\\\\c\\/d ~ in PHP [redacted]",
        "in JSON in JSON a\\\\\\\"b\\\\\\\\c/d ~ in JSON in JSON [redacted]",
        "as code a\\u0022b\\u005Cc\\u002fd ~ as code [redacted]",
        "in a URL a%22b%5cc%2Fd ~ in a URL [redacted]",
        "not a'b\\c/d ~ not a'b\\c/d",
      })
  void aLiteralIsFoundHoweverItIsEscaped(String text, String redacted) {
    assertThat(Redaction.none().literal("a\"b\\c/d").text(text)).isEqualTo(redacted);
  }

  @Test
  void ofALiteralThatHoldsAnotherSecretNothingIsLeft() {
    Redaction redaction =
        Redaction.wellKnown().literal("hunter2").literal("hunter2 of sk-0123456789abcdef, me");
    assertThat(redaction.text("It is hunter2 of sk-0123456789abcdef, me!"))
        .isEqualTo("It is [redacted]!");
  }

  @Test
  void aLiteralOfAnyCharactersIsFoundInJson() {
    String secret = "l\u00EDne 1\nline\t2 \uD83D\uDE00 (.*) $1 \\E";
    String escaped = "l\\u00edne 1\\nline\\t2 \\uD83D\\ude00 (.*) $1 \\\\E";
    Redaction redaction = Redaction.none().literal(secret);
    assertThat(redaction.text("<" + secret + ">")).isEqualTo("<[redacted]>");
    assertThat(redaction.text("broken {\"a\": \"" + escaped + "\""))
        .isEqualTo("broken {\"a\": \"[redacted]\"");
    assertThat(redaction.toolText("{\"a\":\"" + escaped + "\"}"))
        .isEqualTo("{\"a\":\"[redacted]\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "{\"password\": \"x\", \"a\": 1.50} ~ {\"password\": \"[redacted]\", \"a\": 1.50}",
        "{ \"PassWord\" :1234 ,\"a\":[]} ~ { \"PassWord\" :0 ,\"a\":[]}",
        "{\"password\":true,\"b\":true} ~ {\"password\":false,\"b\":true}",
        "{\"password\":null} ~ {\"password\":null}",
        "{\"password\":{\"a\":[\"x\",2],\"b\":\"y\"},\"c\":\"z\"}"
            + " ~ {\"password\":{\"a\":[\"[redacted]\",0],\"b\":\"[redacted]\"},\"c\":\"z\"}",
        "[{\"a\":{\"password\":\"x\"}},{\"password\":[\"y\"]}]"
            + " ~ [{\"a\":{\"password\":\"[redacted]\"}},{\"password\":[\"[redacted]\"]}]",
        "{\"p\\u0061ssword\":\"x\"} ~ {\"p\\u0061ssword\":\"[redacted]\"}",
        "{\"body\":\"{\\\"password\\\":\\\"x\\\"}\"}"
            + " ~ {\"body\":\"{\\\"password\\\":\\\"[redacted]\\\"}\"}",
        "{\"password\":\"a\",\"password\":\"b\"}"
            + " ~ {\"password\":\"[redacted]\",\"password\":\"[redacted]\"}",
        "{\"password\":\"a\"} {\"password\":\"b\"}"
            + " ~ {\"password\":\"[redacted]\"} {\"password\":\"[redacted]\"}",
        "{\"passwords\":\"x\"} ~ {\"passwords\":\"x\"}",
      })
  void fieldsAreHiddenWhereverTheyAreInJson(String json, String redacted) {
    assertThat(PASSWORD.toolText(json)).isEqualTo(redacted);
    assertThat(PASSWORD.text(json)).isEqualTo(redacted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"user\": \"me\", \"password\": \"hunter2",
        "{\"user\": \"me\", \"password\": hunter2}",
        "{\"user\": \"me\", \"password\": {\"a\": \"b\", \"c\": hunter2",
        "{\"user\": \"me\", \"password\": [\"a\", \"hunter2",
        "{'user': 'me', 'password': 'hunter2'}",
        "user=me&password=hunter2",
        "user: me\nPassword: hunter2\n",
        "Result: {\"user\": \"me\", \"password\": \"hunter2\"}",
        "Result: {\\\"user\\\": \\\"me\\\", \\\"password\\\": \\\"hunter2\\\"}",
      })
  void whatIsNotJsonIsCutOffAtTheField(String text) {
    String redacted = PASSWORD.toolText(text);
    assertThat(redacted).contains("me").endsWith("[redacted]").doesNotContain("hunter2");
    assertThat(PASSWORD.toolText(redacted)).isEqualTo(redacted);
  }

  @Test
  void proseMayNameTheField() {
    String prose = "I forgot my password again: what now?";
    assertThat(PASSWORD.text(prose)).isEqualTo(prose);
    assertThat(PASSWORD.toolText(prose)).isEqualTo(prose);
  }

  @Test
  void aNumberThatMatchesBecomesZeroSoThatTheJsonStaysJson() {
    Redaction card = Redaction.none().pattern("\\b\\d{16}\\b");
    assertThat(card.toolText("{\"card\": 4111111111111111, \"text\": \"4111111111111111\"}"))
        .isEqualTo("{\"card\": 0, \"text\": \"[redacted]\"}");
  }

  @Test
  void patternsSeeTextAsItIsWithoutItsEscapes() {
    Redaction token = Redaction.none().pattern("t=[\\w=]+");
    assertThat(token.toolText("{\"url\": \"/x?t\\u003dabc\\u003d\\u003d\"}"))
        .isEqualTo("{\"url\": \"/x?[redacted]\"}");
  }

  @Test
  void anAnswerThatWasCutOffWithinAHiddenFieldHidesTheRest() {
    assertThat(PASSWORD.text("{\"user\": \"me\", \"password\": \"hunt"))
        .isEqualTo("{\"user\": \"me\", \"password\": \"[redacted]");
    assertThat(PASSWORD.text("[{\"password\": {\"old\": \"x\", \"new\": \"hunt"))
        .isEqualTo("[{\"password\": [redacted]");
  }

  @Test
  void aPatternThatMatchesNothingHidesNothing() {
    assertThat(Redaction.none().pattern("x*").text("abxxc")).isEqualTo("ab[redacted]c");
  }

  @Test
  void redactingTwiceChangesNothingMore() {
    Redaction redaction =
        Redaction.wellKnown()
            .literal("red")
            .pattern("[a-z]{8}")
            .pattern("x*")
            .pattern("\\d+")
            .field("a")
            .emails();
    Random random = new Random(7);
    for (int i = 0; i < Chaos.times(3_000, 300_000); i++) {
      String text = randomJson(random, 3);
      text = random.nextInt(3) == 0 ? text.substring(0, random.nextInt(text.length() + 1)) : text;
      String once = redaction.toolText(text);
      assertThat(redaction.toolText(once)).as(text).isEqualTo(once);
      assertThat(isJson(once) || !isJson(text)).as(text).isTrue();
      String plain = redaction.text(text);
      assertThat(redaction.text(plain)).as(text).isEqualTo(plain);
    }
  }

  @Test
  void whatIsTooShortToBeASecretIsRefused() {
    assertThatThrownBy(() -> Redaction.none().literal("ab"))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> Redaction.none().literal(" "))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> Redaction.none().field("")).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> Redaction.none().pattern("("))
        .isInstanceOf(PatternSyntaxException.class);
  }

  @Test
  void noSecretIsTold() {
    assertThat(Redaction.none().literal("hunter2").field("pin").toString())
        .isEqualTo("Redaction[1 literals, 0 patterns, 1 fields]");
  }

  @Test
  @Timeout(60)
  void longTextsTakeNoLongTime() {
    Redaction redaction = Redaction.wellKnown().literal("\\\\x\\\\y").field("a").emails();
    for (String part :
        List.of("a", "@", "a.", "\"", "[", "{\"a\":", "Bearer ", "://", "-", "-eyJ")) {
      String text = part.repeat((1 << 15) / part.length());
      assertThat(redaction.toolText(text)).isNotEmpty();
    }
    assertThat(redaction.text("\\".repeat(1 << 18))).isNotEmpty();
    String matches = "sk-0123456789abcdef ".repeat(20_000);
    assertThat(redaction.text(matches)).doesNotContain("sk-");
    String fields = "{" + "\"a\": \"x\", ".repeat(20_000);
    assertThat(redaction.text(fields)).doesNotContain("x");
  }

  private static boolean isJson(String text) {
    try (JsonParser json = new JsonFactory().createParser(text)) {
      while (json.nextToken() != null) {
        json.finishToken();
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String randomJson(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 3 : 6)) {
      case 0 -> "\"" + randomText(random) + "\"";
      case 1 -> String.valueOf(random.nextInt());
      case 2 -> "{\"a\":\"" + randomText(random) + "\", \"b\": true}";
      case 3 -> "[" + randomJson(random, depth - 1) + "," + randomJson(random, depth - 1) + " ]";
      case 4 -> "{\"a\": " + randomJson(random, depth - 1) + "}";
      default -> "{\"c\": " + randomJson(random, depth - 1) + ", \"a\": 1}";
    };
  }

  private static String randomText(Random random) {
    List<String> words =
        List.of(
            "red", "abcdefgh", "[redacted]", "a=", "\\\"", "\\n", "x@y.org", " ", "{\\\"a\\\":1}");
    return words.get(random.nextInt(words.size())) + words.get(random.nextInt(words.size()));
  }
}
