package dev.tidewire.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.SensorReading;
import dev.tidewire.ingest.format.LineReader;
import dev.tidewire.ingest.intake.Bodies;
import dev.tidewire.ingest.intake.ParseOutcome;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Position;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Compares with a reader that takes a whole text character by character, as RFC 4180 has it. */
class CsvTwinTest {
  /** Of a record that cannot be read, the fields are null. */
  private record Row(int line, @Nullable List<String> fields) {}

  @Property(tries = 5000)
  void recordsAreThoseOfANaiveReader(
      @ForAll("bodies") String body, @ForAll("delimiters") char delimiter) {
    // Given
    List<String> sensors = new ArrayList<>();
    List<Position> broken = new ArrayList<>();
    for (Row row : naive("time,sensor,value\n" + body)) {
      List<String> fields = row.fields();
      boolean isReading =
          fields != null
              && fields.size() == 3
              && fields.get(0).matches("1{1,19}")
              && fields.get(1).matches("[^\n\r]+")
              && fields.get(2).matches("1+");
      if (isReading) {
        sensors.add(fields.get(1));
      } else if (row.line() > 1) {
        broken.add(new Position.Line(row.line()));
      }
    }

    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(
            new CsvFormat(),
            ("time,sensor,value\n" + body).replace(',', delimiter),
            delimiter == ',' ? Map.of() : Map.of("delimiter", String.valueOf(delimiter)));

    // Then
    assertThat(parsed.errors()).extracting(ItemError::position).isEqualTo(broken);
    assertThat(Bodies.readings(parsed))
        .extracting(reading -> reading.series().sensor())
        .containsExactlyInAnyOrderElementsOf(
            sensors.stream().map(sensor -> sensor.replace(',', delimiter)).toList());
  }

  @Property
  void whatWasWrittenInADialectIsRecognisedAndReadBack(
      @ForAll("tables") List<List<Integer>> table,
      @ForAll("delimitersThatAreRecognised") char delimiter,
      @ForAll boolean hasComma,
      @ForAll boolean isQuoted) {
    // Given
    boolean isComma = hasComma && delimiter != ',';
    StringBuilder body = new StringBuilder(line(List.of("time", "a", "b"), delimiter, isQuoted));
    List<Double> expected = new ArrayList<>();
    for (int i = 0; i < table.size(); i++) {
      String a = text(table.get(i).get(0), isComma);
      String b = text(table.get(i).get(1), isComma);
      body.append(line(List.of(String.valueOf(i), a, b), delimiter, isQuoted));
      expected.add(Double.parseDouble(a.replace(',', '.')));
      expected.add(Double.parseDouble(b.replace(',', '.')));
    }

    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(new CsvFormat(), body.toString(), Map.of("sensor", "s", "wide", "true"));

    // Then
    assertThat(parsed.errors()).isEmpty();
    assertThat(Bodies.readings(parsed))
        .extracting(SensorReading::value)
        .containsExactlyInAnyOrderElementsOf(expected);
    Map<String, String> recognised = new HashMap<>();
    if (delimiter != ',') {
      recognised.put("delimiter", delimiter == '\t' ? "tab" : String.valueOf(delimiter));
    }
    if (isComma) {
      recognised.put("decimal", ",");
    }
    assertThat(parsed.warnings().notes().recognised()).isEqualTo(recognised);
  }

  @Provide
  Arbitrary<Character> delimiters() {
    return Arbitraries.of(',', ';', '|', ':');
  }

  @Provide
  Arbitrary<Character> delimitersThatAreRecognised() {
    return Arbitraries.of(',', ';', '|', '\t');
  }

  @Provide
  Arbitrary<List<List<Integer>>> tables() {
    return Arbitraries.integers().between(-99_999, 99_999).list().ofSize(2).list().ofMinSize(1);
  }

  /** Hundredths, which cannot be thousands. */
  private static String text(int hundredths, boolean hasComma) {
    String text = new BigDecimal(hundredths).movePointLeft(2).toPlainString();
    return hasComma ? text.replace('.', ',') : text;
  }

  private static String line(List<String> fields, char delimiter, boolean isQuoted) {
    return fields.stream()
        .map(field -> isQuoted ? '"' + field + '"' : field)
        .collect(Collectors.joining(String.valueOf(delimiter), "", "\n"));
  }

  @Provide
  Arbitrary<String> bodies() {
    return Arbitraries.of(
            "1,a,1\n",
            "1,\"a\",1\n",
            "\"1\",\"a,\"\"b\",1\r\n",
            "1,\"a\n1,b,1\n",
            "\"",
            "\"\"",
            ",",
            "\n",
            "\r\n",
            " ",
            "1",
            "a",
            "é",
            " \" a \"")
        .list()
        .ofMaxSize(25)
        .map(parts -> String.join("", parts));
  }

  private static List<Row> naive(String text) {
    assertThat(text.length()).isLessThan(LineReader.MAX_LINE);
    List<Row> rows = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = endOfRecord(text, at);
      String record = text.substring(at, end);
      if (!record.isBlank()) {
        int line = 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
        rows.add(new Row(line, fields(withoutReturn(record))));
      }
      at = end + 1;
    }
    return rows;
  }

  private static String withoutReturn(String record) {
    return record.endsWith("\r") ? record.substring(0, record.length() - 1) : record;
  }

  /** The first line end that no field in quotes contains. */
  private static int endOfRecord(String text, int from) {
    int at = from;
    while (true) {
      String rest = text.substring(at);
      String start = rest.replaceFirst("^[ \\t]*", "");
      if (start.startsWith("\"")) {
        at = text.length() - start.length() + 1;
        while (at < text.length() && (text.charAt(at) != '"' || text.startsWith("\"\"", at))) {
          at += text.charAt(at) == '"' ? 2 : 1;
        }
      }
      while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '\n') {
        at++;
      }
      if (at >= text.length() || text.charAt(at) == '\n') {
        return Math.min(at, text.length());
      }
      at++;
    }
  }

  private static @Nullable List<String> fields(String record) {
    List<String> fields = new ArrayList<>();
    String rest = record + ",";
    while (!rest.isEmpty()) {
      Matcher quoted = Pattern.compile("(?s)[ \\t]*\"((?:[^\"]|\"\")*)\"[ \\t]*,").matcher(rest);
      Matcher plain = Pattern.compile("(?s)[ \\t]*([^\",]*?)[ \\t]*,").matcher(rest);
      if (quoted.lookingAt()) {
        fields.add(quoted.group(1).replace("\"\"", "\""));
        rest = rest.substring(quoted.end());
      } else if (plain.lookingAt()) {
        fields.add(plain.group(1));
        rest = rest.substring(plain.end());
      } else {
        return null;
      }
    }
    return fields;
  }
}
