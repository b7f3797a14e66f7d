package dev.tidewire.ingest.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.format.LineReader;
import dev.tidewire.ingest.intake.Bodies;
import dev.tidewire.ingest.intake.ParseOutcome;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.problem.ProblemType;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NdjsonBodyTest {
  private static final Format NDJSON = new NdjsonFormat(Bodies.NAMING);
  private static final String GOOD = "{\"sensor\":\"a\",\"value\":1}";

  @Test
  void readsLinesWithAnyLineEndAndWithoutTheLast() {
    assertThat(
            Bodies.parse(NDJSON, "\uFEFF%s\r\n\n  \n%s\n%s".formatted(GOOD, GOOD, GOOD)).accepted())
        .isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"sensor\":\"a\"",
        "}",
        "[" + GOOD + "]",
        "7",
        GOOD + " x",
        GOOD + GOOD,
        "{\"sensor\":\"a\",\"value\":NaN}",
        "{\"sensor\":\"a\",\"value\":\"1\"}",
        "\u0000\u0001",
      })
  void losesOnlyTheBadLine(String line) {
    // When
    ParseOutcome.Parsed parsed = Bodies.parse(NDJSON, "%s\n%s\n%s".formatted(GOOD, line, GOOD));

    // Then
    assertThat(parsed.accepted()).isEqualTo(2);
    assertThat(parsed.errors())
        .extracting(ItemError::position)
        .containsExactly(new Position.Line(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {GOOD + ",", GOOD + " , ", "]", " ],"})
  void saysThatAnArrayOnSeveralLinesIsJson(String line) {
    assertThat(Bodies.parse(NDJSON, GOOD + "\n" + line).errors())
        .extracting(ItemError::detail)
        .containsExactly(
            "NDJSON has no brackets around its objects and no commas between them; an array is"
                + " JSON, with the Content-Type application/json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN,", "1],", "1,]"})
  void aCommaIsNotBlamedForAnotherFault(String rest) {
    assertThat(Bodies.parse(NDJSON, "{\"value\":" + rest).errors())
        .singleElement()
        .satisfies(error -> assertThat(error.detail()).doesNotContain("brackets"));
  }

  @Test
  void saysHowToSendAnotherCharset() {
    byte[] body = GOOD.replace("a", "\u00e9").getBytes(ISO_8859_1);
    assertThat(((ParseOutcome.Parsed) Bodies.outcome(NDJSON, body, Map.of())).errors())
        .extracting(ItemError::detail)
        .containsExactly(
            "the line is not UTF-8; name its charset in the Content-Type, like charset=ISO-8859-1");
  }

  @Test
  void saysWhatToDoAboutAValueThatIsNoNumber() {
    assertThat(Bodies.parse(NDJSON, "{\"value\":NaN}", Bodies.SENSOR_A).errors())
        .extracting(ItemError::detail)
        .containsExactly(
            "the JSON cannot be read from column 13 on: NaN is not JSON; where there is no number,"
                + " leave the reading or the metric out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "[" + GOOD + "]", "{", "{\"sensor\":\"a\","})
  void saysThatJsonIsAnotherType(String line) {
    assertThat(Bodies.parse(NDJSON, line).errors())
        .singleElement()
        .satisfies(
            error -> assertThat(error.detail()).endsWith(" the Content-Type application/json"));
  }

  @Test
  void losesOnlyALineThatIsTooLong() {
    // Given
    String line = "{\"sensor\":\"" + "a".repeat(LineReader.MAX_LINE * 3) + "\"}";

    // When
    ParseOutcome.Parsed parsed = Bodies.parse(NDJSON, "%s\n%s\n%s".formatted(GOOD, line, GOOD));

    // Then
    assertThat(parsed.accepted()).isEqualTo(2);
    assertThat(parsed.errors())
        .containsExactly(
            new ItemError("the line is longer than 65536 bytes", new Position.Line(2)));
  }

  @Test
  void namesTheMetricAndTheTagThatAreWrong() {
    // Given
    String values = "{\"values\":{\"%s\":1,\"\":2,\"good\":3}}\n".formatted("m".repeat(570));
    String tags = "{\"value\":1,\"tags\":{\"%s\":%s}}\n";

    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(
            NDJSON,
            values
                + tags.formatted("site", "7")
                + tags.formatted("site", '"' + "v".repeat(257) + '"'),
            Bodies.SENSOR_A);

    // Then
    assertThat(parsed.errors())
        .extracting(ItemError::detail)
        .containsExactly(
            "metric \"%s…\" must be at most 512 bytes of UTF-8, but has 570"
                .formatted("m".repeat(64)),
            "metric \"\" must not be empty",
            "tag \"site\" must be a string, but is a number",
            "value of tag \"site\" must be at most 256 bytes of UTF-8, but has 257");
  }

  @Test
  void namesTheLineWithTooManyMetrics() {
    // Given
    String metrics = "\"a\":1,".repeat(JsonValues.MAX_METRICS);

    // Then
    assertThat(Bodies.refused(NDJSON, GOOD + "\n{\"values\":{" + metrics + "\"a\":1}}").detail())
        .endsWith(
            "; nothing was accepted. Send them in several objects. It is the object on line 2.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", " \r\n\n"})
  void refusesAnEmptyBody(String body) {
    assertThat(Bodies.refused(NDJSON, body).type()).isEqualTo(ProblemType.UNREADABLE_BODY);
  }

  @Test
  void linesThatAllHaveNewNames_costNoMoreEachTheMoreThereAre() {
    // Given
    allocatedPerLine(100);

    // When
    long few = allocatedPerLine(400);
    long many = allocatedPerLine(4_000);

    // Then
    assertThat(many).isLessThan(few * 3 / 2);
  }

  /** Bytes; unlike time they do not depend on the machine. */
  private static long allocatedPerLine(int lines) {
    String body =
        IntStream.range(0, lines)
            .mapToObj("{\"value\":1,\"tags\":{\"tag-%x\":\"\"}}\n"::formatted)
            .collect(Collectors.joining());
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();
    assertThat(Bodies.parse(NDJSON, body, Bodies.SENSOR_A).accepted()).isEqualTo(lines);
    return (thread.getCurrentThreadAllocatedBytes() - before) / lines;
  }
}
