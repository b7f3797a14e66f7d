package dev.tidewire.processing.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.query.Parsed;
import dev.tidewire.processing.mirror.ActionKind;
import dev.tidewire.processing.mirror.ActionOrder;
import dev.tidewire.processing.mirror.LetterFilter;
import dev.tidewire.processing.mirror.LetterId;
import dev.tidewire.processing.mirror.Selection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderReaderTest {
  private static final int RATE = 500;
  private static final int MAX_RATE = 10_000;

  @Test
  void orderByIds_isRead() {
    // When
    ActionOrder order =
        accepted("{\"ids\":[\"3-1742-5\",\"0-0-0\",\"3-1742-5\"],\"who\":\" ada \"}");

    // Then
    assertThat(order)
        .isEqualTo(
            new ActionOrder(
                ActionKind.REDRIVE,
                new Selection.Ids(List.of(new LetterId(3, 1742, 5), new LetterId(0, 0, 0))),
                "{\"ids\":[\"3-1742-5\",\"0-0-0\"],\"ratePerSecond\":500}",
                "ada",
                false,
                RATE));
  }

  @Test
  void aCallerThatIsKnownDoesIt_whateverTheBodySays() {
    ActionOrder silent = accepted("{\"ids\":[\"1-1-1\"]}", "ops-1");
    ActionOrder other = accepted("{\"ids\":[\"1-1-1\"],\"who\":\"ada\"}", "ops-1");

    assertThat(silent.who()).isEqualTo("ops-1");
    assertThat(silent.asked()).isEqualTo("{\"ids\":[\"1-1-1\"],\"ratePerSecond\":500}");
    assertThat(other.who()).isEqualTo("ops-1");
    assertThat(other.details())
        .isEqualTo(
            "{\"asked\":{\"ids\":[\"1-1-1\"],\"who\":\"ada\",\"ratePerSecond\":500},"
                + "\"who\":\"ops-1\",\"dryRun\":false}");
    assertThat(
            OrderReader.parse(
                    ActionKind.REDRIVE,
                    "{\"ids\":[\"1-1-1\"],\"who\":5}".getBytes(UTF_8),
                    "ops-1",
                    RATE,
                    MAX_RATE)
                .fold(order -> "", Problem::detail))
        .startsWith("`/who`: It must be a string of 1 to 100 characters");
  }

  @Test
  void orderByFilter_isRead() {
    // When
    ActionOrder order =
        accepted(
            "{\"filter\":{\"reason\":\"undecodable\",\"sensor\":\"a\",\"from\":1500,\"to\":\"1970-01-01T00:00:02Z\",\"precision\":\"ms\"},"
                + "\"who\":\"ada\",\"dryRun\":true,\"ratePerSecond\":10000}");

    // Then
    assertThat(order.selection())
        .isEqualTo(new LetterFilter("undecodable", "a", 1_500_000, 2_000_000));
    assertThat(order.dryRun()).isTrue();
    assertThat(order.ratePerSecond()).isEqualTo(MAX_RATE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'ids':['1-1-1']}|/who",
        "{'ids':['1-1-1'],'who':''}|/who",
        "{'ids':['1-1-1'],'who':'a\\u0000'}|/who",
        "{'ids':['1-1-1'],'who':'a\\ud800'}|/who",
        "{'ids':['1-1-1'],'who':'a\\u202eb'}|/who",
        "{'ids':['1-1-1'],'who':5}|/who",
        "{'ids':[],'who':'a'}|/ids",
        "{'ids':'1-1-1','who':'a'}|/ids",
        "{'ids':['1-1-1',2],'who':'a'}|/ids/1",
        "{'ids':['x'],'who':'a'}|/ids/0",
        "{'filter':[],'who':'a'}|/filter",
        "{'filter':null,'who':'a'}|/filter",
        "{'filter':{'sensor':'\\u0000'},'who':'a'}|/filter/sensor",
        "{'filter':{'from':true},'who':'a'}|/filter/from",
        "{'filter':{'precision':'m'},'who':'a'}|/filter/precision",
        "{'filter':{'a/b~':1},'who':'a'}|/filter/a~1b~0",
        "{'filter':{},'who':'a','dryRun':'yes'}|/dryRun",
        "{'filter':{},'who':'a','ratePerSecond':10001}|/ratePerSecond",
        "{'filter':{},'who':'a','ratePerSecond':0}|/ratePerSecond",
        "{'filter':{},'who':'a','rate':1}|/rate"
      })
  void whatIsWrong_isPointedAt(String json, String pointer) {
    assertThat(rejected(json.replace('\'', '"'))).containsExactly(pointer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{\"who\":\"a\"}",
        "{\"who\":\"a\",\"who\":\"b\",\"filter\":{}}",
        "{\"who\":\"a\",\"filter\":{}} x",
        "{\"who\":\"a\",\"filter\":{},\"ids\":[\"1-1-1\"]}"
      })
  void whatIsNoOrder_isRejectedAsAWhole(String json) {
    assertThat(rejected(json)).containsExactly("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'filter':{} /* all */}|line 1, column 14 on: Unexpected character ('/' (code 47)): JSON has no comments",
        "{'filter':{},'who':a}|line 1, column 20 on: Unrecognized token 'a'",
        "{'who':'a','who':'b'}|line 1, column 17 on: Duplicate field 'who'",
        "{'who':'a'} {}|line 1, column 13 on: Trailing token",
        "{'who':'a'|line 1, column 11 on: Unexpected end-of-input"
      })
  void whatIsNoJson_isToldWithItsPlace(String json, String where) {
    assertThat(problem(json.replace('\'', '"')).detail())
        .startsWith("The body is not valid JSON from " + where)
        .endsWith(".")
        .doesNotContain("Feature", "Source");
  }

  @Test
  void ofManyMistakes_theFirstAreTold() {
    // Given
    String unknown =
        IntStream.range(0, 5_000)
            .mapToObj(i -> "\"x" + i + "\":1")
            .collect(Collectors.joining(",", "{", "}"));

    // When
    Problem problem = problem(unknown);

    // Then
    assertThat(problem.errors()).hasSize(100);
    assertThat(problem.detail()).isEqualTo("5002 things are wrong; `errors` lists the first 100.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reason|None|It must be a code of lower-case letters, digits and hyphens; this release knows undecodable, unknown-version, invalid-reading, unit-conflict, outside-retention.",
        "precision|m|It must be one of s, ms, us, ns.",
        "from|9999999999999999999999|It must lie between the years 1 and 9999; `precision` tells the unit of a number.",
        "to|2026-02-30T10:00:00Z|It does not exist: there is no 2026-02-30."
      })
  void aFilter_isToldAsAQueryIs(String name, String value, String detail) {
    // Given
    String body = "{\"filter\":{\"%s\":\"%s\"},\"who\":\"ada\"}".formatted(name, value);

    // Then
    assertThat(problem(body).detail()).isEqualTo("`/filter/%s`: %s".formatted(name, detail));
    assertThat(
            LettersRequest.parse(Map.of(name, List.of(value))).fold(request -> "", Problem::detail))
        .isEqualTo("`%s`: %s".formatted(name, detail));
  }

  @Property
  void arbitraryBytes_neverThrow(@ForAll byte[] body) {
    assertThat(OrderReader.parse(ActionKind.DISCARD, body, null, RATE, MAX_RATE)).isNotNull();
  }

  private static ActionOrder accepted(String json) {
    return ((Parsed.Accepted<ActionOrder>) parse(json)).request();
  }

  private static List<String> rejected(String json) {
    return problem(json).errors().stream()
        .map(ItemError::position)
        .map(OrderReaderTest::where)
        .toList();
  }

  private static Problem problem(String json) {
    return ((Parsed.Rejected<ActionOrder>) parse(json)).problem();
  }

  private static ActionOrder accepted(String json, String caller) {
    return ((Parsed.Accepted<ActionOrder>)
            OrderReader.parse(ActionKind.REDRIVE, json.getBytes(UTF_8), caller, RATE, MAX_RATE))
        .request();
  }

  private static Parsed<ActionOrder> parse(String json) {
    return OrderReader.parse(ActionKind.REDRIVE, json.getBytes(UTF_8), null, RATE, MAX_RATE);
  }

  private static String where(Position position) {
    return position instanceof Position.Pointer at ? at.pointer() : position.toString();
  }
}
