package io.threadkeep.internal.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.tool.ToolDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentCheckTest {
  private static final String SCHEMA =
      """
      {"type":"object","additionalProperties":false,"required":["city"],"properties":{
        "city":{"type":"string","minLength":2},
        "days":{"type":"integer","minimum":1,"multipleOf":1},
        "unit":{"enum":["celsius","kelvin"]},
        "where":{"type":"object","required":["lat"],"properties":{"lat":{"type":"number"}}}}}""";

  private static final ArgumentCheck CHECK = check(SCHEMA);
  private static final ArgumentCheck ANYTHING = check("{\"type\":\"object\"}");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"city\":\"Oslo\"}",
        " {\"city\":\"Oslo\",\"days\":3,\"unit\":\"kelvin\",\"where\":{\"lat\":59.9,\"more\":1}}\n"
      })
  void whatFitsIsTaken(String arguments) {
    assertThat(CHECK.misfit(arguments)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                         | arguments: required property 'city' not found",
        "{\"city\":7}                               | /city: integer found, string expected",
        "{\"city\":\"O\"}                           | /city: must be at least 2 characters long",
        "{\"city\":\"Oslo\",\"days\":\"two\"}       | /days: string found, integer expected",
        "{\"city\":\"Oslo\",\"days\":0}             | /days: must have a minimum value of 1",
        "{\"city\":\"Oslo\",\"unit\":\"rankine\"}   | /unit: does not have a value in the enumeration",
        "{\"city\":\"Oslo\",\"where\":{}}           | /where: required property 'lat' not found",
        "{\"city\":\"Oslo\",\"country\":\"NO\"}     | arguments: property 'country' is not defined",
      })
  void whatDoesNotFitIsNamedByItsPlaceAndItsRule(String arguments, String finding) {
    assertThat(findings(CHECK, arguments))
        .singleElement()
        .asString()
        .contains(finding)
        .doesNotContain("two")
        .doesNotContain("rankine");
  }

  @Test
  void severalFindingsComeTogetherUpToEight() {
    assertThat(findings(CHECK, "{\"days\":\"two\",\"unit\":\"x\"}")).hasSize(3);
    ArgumentCheck numbers = check("{\"additionalProperties\":{\"type\":\"number\"}}");
    StringBuilder many = new StringBuilder("{\"a\":\"\"");
    for (int i = 0; i < 50; i++) {
      many.append(",\"a").append(i).append("\":\"\"");
    }
    assertThat(findings(numbers, many.append('}').toString())).hasSize(8);
  }

  /** Half a million findings would cost half a gigabyte. */
  @Test
  void longArgumentsAreToldOfTheirFirstFindingOnly() {
    ArgumentCheck strings = check("{\"properties\":{\"a\":{\"items\":{\"type\":\"string\"}}}}");
    assertThat(findings(strings, "{\"a\":[0" + ",1".repeat(500_000) + "]}"))
        .containsExactly("/a/0: integer found, string expected");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "secret", "{\"secret\":}", "{'secret':1}", "{} {}", "{\"a\":1,\"a\":2}"})
  void whatIsNoJsonIsNotQuoted(String arguments) {
    assertThat(findings(ANYTHING, arguments))
        .singleElement()
        .asString()
        .startsWith("They are not well-formed JSON, or name something twice, at character ")
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "7", "\"{}\"", "true"})
  void onlyAnObjectIsTaken(String arguments) {
    assertThat(findings(ANYTHING, arguments)).containsExactly("They are no JSON object.");
  }

  @Test
  void depthIsBounded() {
    assertThat(ANYTHING.misfit(nested(64))).isEmpty();
    assertThat(findings(ANYTHING, nested(65))).singleElement().asString().contains("64 levels");
    assertThat(findings(ANYTHING, nested(100_000)))
        .singleElement()
        .asString()
        .contains("64 levels");
  }

  @Test
  void sizeIsBoundedInBytes() {
    int room = (1 << 20) - "{\"a\":\"\"}".length();
    assertThat(ANYTHING.misfit(text("x".repeat(room)))).isEmpty();
    for (String tooMuch :
        List.of("x".repeat(room + 1), "\u20ac".repeat(room / 3 + 1), "x".repeat(10 << 20))) {
      assertThat(findings(ANYTHING, text(tooMuch)))
          .containsExactly("They are longer than 1048576 bytes.");
    }
  }

  @Test
  void aNumberBeyondAllBoundsIsAFindingToo() {
    assertThat(findings(CHECK, "{\"city\":\"Oslo\",\"days\":1e400}")).hasSize(1);
    assertThat(findings(ANYTHING, "{\"a\":" + "9".repeat(5_000) + "}")).hasSize(1);
  }

  @Test
  void aPatternThatRecursesPerCharacterIsAFindingAndNoError() {
    ArgumentCheck check = check("{\"properties\":{\"a\":{\"pattern\":\"^(a|b)*$\"}}}");
    assertThat(findings(check, text("ab".repeat(100_000))))
        .containsExactly("They cannot be checked: StackOverflowError.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]                                                | no JSON object",
        "{                                                 | Unexpected end-of-input",
        "{\"type\":\"objet\"}                              | /type",
        "{\"properties\":{\"a\":{\"minLength\":\"1\"}}}    | /properties/a/minLength",
        "{\"properties\":{\"a\":{\"pattern\":\"(\"}}}      | PatternSyntaxException",
        "{\"$ref\":\"#/$defs/nowhere\"}                    | /$defs/nowhere",
        "{\"$ref\":\"http://127.0.0.1:1/schema.json\"}     | not allowed",
        "{\"$schema\":\"http://127.0.0.1:1/dialect\"}      | not allowed",
      })
  void aSchemaThatIsNoneIsFoundBeforeAnyCall(String schema, String found) {
    assertThatThrownBy(() -> check(schema))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("tool.parameters")
        .hasMessageContaining("'tool'")
        .hasMessageContaining(found);
  }

  @Test
  void anOlderDialectIsReadAsWhatItIs() {
    ArgumentCheck check =
        check(
            """
            {"$schema":"http://json-schema.org/draft-07/schema#","type":"object",
             "required":["a"],"properties":{"a":{"$ref":"#/definitions/A"}},
             "definitions":{"A":{"type":"string"}}}""");
    assertThat(check.misfit("{\"a\":\"x\"}")).isEmpty();
    assertThat(findings(check, "{\"a\":1}")).hasSize(1);
  }

  private static ArgumentCheck check(String schema) {
    return new ArgumentCheck(ArgumentSchema.of(new ToolDefinition("tool", "", schema, false)));
  }

  private static List<String> findings(ArgumentCheck check, String arguments) {
    return check.misfit(arguments).orElseThrow().findings();
  }

  private static String nested(int depth) {
    return "{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
  }

  private static String text(String value) {
    return "{\"a\":\"" + value + "\"}";
  }
}
