package dev.tidewire.processing.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.query.Parsed;
import dev.tidewire.processing.mirror.ActionKind;
import dev.tidewire.processing.mirror.ActionOrder;
import dev.tidewire.processing.mirror.LetterFilter;
import dev.tidewire.processing.mirror.LetterId;
import dev.tidewire.processing.mirror.Selection;
import java.util.List;
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
    ActionOrder order = accepted("{\"ids\":[\"3-1742\",\"0-0\",\"3-1742\"],\"who\":\" ada \"}");

    // Then
    assertThat(order)
        .isEqualTo(
            new ActionOrder(
                ActionKind.REDRIVE,
                new Selection.Ids(List.of(new LetterId(3, 1742), new LetterId(0, 0))),
                "{\"ids\":[\"3-1742\",\"0-0\"],\"ratePerSecond\":500}",
                "ada",
                false,
                RATE));
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
        .isEqualTo(new LetterFilter(DeadLetterReason.UNDECODABLE, "a", 1_500_000, 2_000_000));
    assertThat(order.dryRun()).isTrue();
    assertThat(order.ratePerSecond()).isEqualTo(MAX_RATE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'ids':['1-1']}|/who",
        "{'ids':['1-1'],'who':''}|/who",
        "{'ids':['1-1'],'who':'a\\u0000'}|/who",
        "{'ids':['1-1'],'who':'a\\ud800'}|/who",
        "{'ids':['1-1'],'who':'a\\u202eb'}|/who",
        "{'ids':['1-1'],'who':5}|/who",
        "{'ids':[],'who':'a'}|/ids",
        "{'ids':'1-1','who':'a'}|/ids",
        "{'ids':['1-1',2],'who':'a'}|/ids/1",
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
        "{\"who\":\"a\",\"filter\":{},\"ids\":[\"1-1\"]}"
      })
  void whatIsNoOrder_isRejectedAsAWhole(String json) {
    assertThat(rejected(json)).containsExactly("");
  }

  @Property
  void arbitraryBytes_neverThrow(@ForAll byte[] body) {
    assertThat(OrderReader.parse(ActionKind.DISCARD, body, RATE, MAX_RATE)).isNotNull();
  }

  private static ActionOrder accepted(String json) {
    return ((Parsed.Accepted<ActionOrder>) parse(json)).request();
  }

  private static List<String> rejected(String json) {
    return ((Parsed.Rejected<ActionOrder>) parse(json))
        .problem().errors().stream().map(ItemError::position).map(OrderReaderTest::where).toList();
  }

  private static Parsed<ActionOrder> parse(String json) {
    return OrderReader.parse(ActionKind.REDRIVE, json.getBytes(UTF_8), RATE, MAX_RATE);
  }

  private static String where(Position position) {
    return position instanceof Position.Pointer at ? at.pointer() : position.toString();
  }
}
