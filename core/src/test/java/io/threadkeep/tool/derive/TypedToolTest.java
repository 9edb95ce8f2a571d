package io.threadkeep.tool.derive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.tool.ToolBox;
import io.threadkeep.tool.ToolFailureException;
import io.threadkeep.tool.ToolOutput;
import io.threadkeep.tool.ToolSite;
import io.threadkeep.tool.ToolTraits;
import io.threadkeep.tool.UnknownOutcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TypedToolTest {

  enum Unit {
    @JsonProperty("celsius")
    CELSIUS,
    KELVIN
  }

  record Place(@JsonPropertyDescription("in English") String city, Optional<String> country) {}

  record Forecast(
      Place from,
      @Nullable Place to,
      int days,
      @JsonPropertyDescription("of temperature") Optional<Unit> unit,
      @JsonProperty("max_price") BigDecimal maxPrice,
      List<String> tags) {}

  record Tree(String name, List<Tree> children) {}

  record Times(LocalDate day, Instant at, Optional<Duration> length) {}

  record Odd(
      OptionalInt count,
      Optional<byte[]> bytes,
      JsonNode anything,
      Map<String, Integer> counts,
      Map<String, Object> any,
      Object object,
      boolean sure) {}

  @JsonPropertyOrder({"b", "a"})
  record Ordered(@JsonProperty(required = true) Optional<String> a, long b) {}

  record Nothing() {}

  @Test
  void aRecordIsDescribedAsItIsDeclared() {
    assertSchema(
        typed(Forecast.class),
        """
        {"$defs":{"Place":{"type":"object","properties":{
            "city":{"type":"string","description":"in English"},
            "country":{"type":["string","null"]}},
           "required":["city"],"additionalProperties":false}},
         "type":"object","properties":{
           "from":{"$ref":"#/$defs/Place"},
           "to":{"anyOf":[{"type":"null"},{"$ref":"#/$defs/Place"}]},
           "days":{"type":"integer"},
           "unit":{"anyOf":[{"type":"null"},{"type":"string","enum":["celsius","KELVIN"]}],
             "description":"of temperature"},
           "max_price":{"type":"number"},
           "tags":{"type":"array","items":{"type":"string"}}},
         "required":["from","days","max_price","tags"],"additionalProperties":false}""");
  }

  @Test
  void strictRequiresEverythingAndLetsWhatMayBeMissingBeNull() {
    assertSchema(
        typed(Place.class).strict(),
        """
        {"type":"object","properties":{
           "city":{"type":"string","description":"in English"},
           "country":{"type":["string","null"]}},
         "required":["city","country"],"additionalProperties":false}""");
    assertThat(typed(Place.class).strict().definition().strict()).isTrue();
    assertThat(typed(Place.class).definition().strict()).isFalse();
  }

  @Test
  void aTypeMayHoldItself() {
    assertSchema(
        typed(Tree.class),
        """
        {"type":"object","properties":{
           "name":{"type":"string"},
           "children":{"type":"array","items":{"$ref":"#"}}},
         "required":["name","children"],"additionalProperties":false}""");
  }

  @Test
  void timesAreTextInTheirUsualForm() {
    assertSchema(
        typed(Times.class),
        """
        {"type":"object","properties":{
           "day":{"type":"string","format":"date"},
           "at":{"type":"string","format":"date-time"},
           "length":{"type":["string","null"],"format":"duration"}},
         "required":["day","at"],"additionalProperties":false}""");
  }

  @Test
  void whatJacksonReadsOtherwiseIsDescribedOtherwise() {
    assertSchema(
        typed(Odd.class),
        """
        {"type":"object","properties":{
           "count":{"type":["integer","null"]},
           "bytes":{"type":["string","null"],"contentEncoding":"base64"},
           "anything":{},
           "counts":{"type":"object","additionalProperties":{"type":"integer"}},
           "any":{"type":"object"},
           "object":{},
           "sure":{"type":"boolean"}},
         "required":["anything","counts","any","object","sure"],"additionalProperties":false}""");
  }

  @Test
  void jacksonsAnnotationsOrderAndRequire() {
    assertSchema(
        typed(Ordered.class),
        """
        {"type":"object","properties":{"b":{"type":"integer"},"a":{"type":["string","null"]}},
         "required":["b","a"],"additionalProperties":false}""");
  }

  @Test
  void noArgumentsAreAnEmptyObject() {
    assertSchema(
        typed(Nothing.class),
        """
        {"type":"object","additionalProperties":false,"properties":{}}""");
  }

  @Test
  void argumentsArriveAsTheRecord() throws Exception {
    assertThat(
            read(
                Forecast.class,
                """
                {"from":{"city":"Oslo"},"to":null,"days":3,"unit":"celsius","max_price":9.5,
                 "tags":["a","b"]}"""))
        .isEqualTo(
            new Forecast(
                new Place("Oslo", Optional.empty()),
                null,
                3,
                Optional.of(Unit.CELSIUS),
                new BigDecimal("9.5"),
                List.of("a", "b")));
    assertThat(
            read(
                Times.class,
                """
                {"day":"2026-11-21","at":"2026-11-21T12:00:00Z","length":"PT5M"}"""))
        .isEqualTo(
            new Times(
                LocalDate.of(2026, 11, 21),
                Instant.parse("2026-11-21T12:00:00Z"),
                Optional.of(Duration.ofMinutes(5))));
    assertThat(read(Nothing.class, "{}")).isEqualTo(new Nothing());
  }

  @Test
  void aTextIsAnsweredAsItIsAndAnythingElseAsJson() throws Exception {
    assertThat(answer("Sunny.")).isEqualTo(ToolOutput.of("Sunny."));
    assertThat(answer(ToolOutput.failed("Rain."))).isEqualTo(ToolOutput.failed("Rain."));
    assertThat(answer(new Place("Oslo", Optional.of("NO"))).text())
        .isEqualTo("{\"city\":\"Oslo\",\"country\":\"NO\"}");
    assertThat(answer(List.of(Unit.CELSIUS, 7, LocalDate.of(2026, 11, 21))).text())
        .isEqualTo("[\"celsius\",7,\"2026-11-21\"]");
    assertThat(answer(null).text()).isEqualTo("null");
  }

  /**
   * A format does not bind by itself: such a value reaches the tool, and the model should hear why.
   */
  @Test
  void aValueThatFitsTheSchemaAndIsNoneIsNamedByItsPlaceAndNotQuoted() {
    assertThatThrownBy(
            () -> read(Times.class, "{\"day\":\"31 June\",\"at\":\"2026-11-21T12:00:00Z\"}"))
        .isInstanceOf(ToolFailureException.class)
        .hasMessage("The arguments cannot be read: see 'day'.");
    assertThatThrownBy(
            () -> read(Tree.class, "{\"name\":\"\",\"children\":[{\"children\":\"leaf\"}]}"))
        .isInstanceOf(ToolFailureException.class)
        .hasMessage("The arguments cannot be read: see 'children.0.children'.");
  }

  @Test
  void aToolIsTheWorkersAndTakesItsTraits() {
    ToolTraits traits = ToolTraits.defaults().unknownOutcome(UnknownOutcome.FAIL_RUN);
    DerivedTool tool = typed(Place.class).traits(traits).strict();
    assertThat(tool.traits()).isEqualTo(traits);
    assertThat(tool.definition().site()).isEqualTo(ToolSite.WORKER);
    assertThat(ToolBox.none().and(List.of(tool)).find("typed")).containsSame(tool);
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"}) // As a host without generics would call it.
  void onlyARecordWillDo() {
    assertThatThrownBy(
            () -> Tools.typed("typed", "", (Class) String.class, (arguments, request) -> ""))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("a record")
        .hasMessageContaining("java.lang.String");
  }

  private static <A extends Record> DerivedTool typed(Class<A> type) {
    return Tools.typed("typed", "Does it.", type, (arguments, request) -> arguments.toString());
  }

  private static <A extends Record> @Nullable Object read(Class<A> type, String json)
      throws Exception {
    Object[] seen = new Object[1];
    Tools.typed("typed", "", type, (arguments, request) -> seen[0] = arguments)
        .call(Requests.with(json));
    return seen[0];
  }

  private static ToolOutput answer(@Nullable Object returned) throws Exception {
    return Tools.typed("typed", "", Nothing.class, (arguments, request) -> returned)
        .call(Requests.with("{}"));
  }

  /** As text: the order of properties is what the model reads them in. */
  private static void assertSchema(DerivedTool tool, String expected) {
    assertThat(tool.definition().parameters()).isEqualTo(ToolJson.tree(expected).toString());
  }
}
