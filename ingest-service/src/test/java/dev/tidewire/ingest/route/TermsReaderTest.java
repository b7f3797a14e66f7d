package dev.tidewire.ingest.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.Names;
import dev.tidewire.ingest.answer.ProblemStyle;
import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.coding.Coding;
import dev.tidewire.ingest.csv.CsvFormat;
import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.ingest.format.RequestFacts;
import dev.tidewire.ingest.intake.Bodies;
import dev.tidewire.ingest.json.JsonFormat;
import dev.tidewire.ingest.json.NdjsonFormat;
import dev.tidewire.platform.access.SensorPatterns;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermsReaderTest {
  private static final Format JSON = new JsonFormat(Bodies.NAMING);
  private static final Format NDJSON = new NdjsonFormat(Bodies.NAMING);
  private static final Format CSV = new CsvFormat();
  private static final ProblemStyle STYLE = new ProblemStyle();
  private static final Route ROUTE =
      new Route("sendReadings", "/v1/readings", STYLE, JSON, NDJSON, CSV);

  @Test
  void readsTheQueryAndKeepsTheFacts() {
    // Given
    Map<String, String> headers = Map.of("content-type", "text/csv", "content-encoding", "GZIP");

    // When
    Terms terms =
        TermsReader.read(
            ROUTE,
            "sensor=a%26b+c&metric=%C3%A9&&unit=%25&atomic=true",
            headers,
            1_234,
            SensorPatterns.ALL);

    // Then
    RequestFacts facts =
        new RequestFacts(
            "/v1/readings",
            headers,
            Map.of("sensor", "a&b c", "metric", "é", "unit", "%", "atomic", "true"),
            1_234);
    assertThat(terms)
        .isEqualTo(new Terms.Accepted(CSV, Coding.GZIP, STYLE, facts, SensorPatterns.ALL));
    assertThat(STYLE.isAtomic(facts)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, 0",
    "APPLICATION/JSON, 0",
    "application/json; charset=utf-8, 0",
    "application/json;charset=\"UTF-8\", 0",
    "application/x-ndjson;x=y, 1",
    "text/csv; header=present, 2",
    "application/ndjson, 1",
    "application/json;charset=utf8, 0",
    "text/csv;charset=US-ASCII, 2",
  })
  void readsTheType(String contentType, int format) {
    assertThat(read(null, contentType, null))
        .isInstanceOfSatisfying(
            Terms.Accepted.class,
            terms -> {
              assertThat(terms.format()).isSameAs(ROUTE.formats().get(format));
              assertThat(terms.coding()).isEqualTo(Coding.IDENTITY);
              assertThat(STYLE.isAtomic(terms.facts())).isFalse();
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{}]                             | application/json",
        "` \n[`                          | application/json",
        "{}                               | application/json",
        "`{\n\"value\":1}`               | application/json",
        "`{\"value\":1}\n`               | application/json",
        "`{\"value\":1}\n{\"value\":2}`  | application/x-ndjson",
        "`{\"value\":1} \r\n\n{\"`      | application/x-ndjson",
        "`\uFEFF{}\n{}`                  | application/x-ndjson",
        "time,value                       | text/csv",
        "``                               | text/csv",
      })
  void aBodyWithoutATypeIsReadAsWhatItLooksLike(String body, String type) throws IOException {
    // Given
    Format guessed = ((Terms.Accepted) read("sensor=a&precision=s", null, null)).format();
    List<String> told = new ArrayList<>();

    // When
    try {
      guessed.read(
          new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
          new RequestFacts("/v1/readings", Map.of(), Map.of(), 0),
          new Told(told));
    } catch (BodyRefusedException e) {
      assertThat(e.problem().detail())
          .endsWith(" The request has no Content-Type; its body was read as %s.".formatted(type));
    }

    // Then
    assertThat(told).containsExactly(type);
  }

  @Test
  void jsonBehindAnyAmountOfWhiteSpaceIsReadAsJson() throws IOException {
    aBodyWithoutATypeIsReadAsWhatItLooksLike("\n".repeat(100_000) + "[]", "application/json");
    aBodyWithoutATypeIsReadAsWhatItLooksLike(
        "\uFEFF" + " ".repeat(8_190) + "[]", "application/json");
  }

  /** Takes everything and keeps only what a body was read as. */
  private record Told(List<String> types) implements ReadingSink {
    @Override
    public ReadingDraft begin() {
      return new ReadingDraft();
    }

    @Override
    public @Nullable Violation add() {
      return null;
    }

    @Override
    public void reject(String detail, Position position) {}

    @Override
    public void skip(int values) {}

    @Override
    public void skippedIn(String column, int values) {}

    @Override
    public void noNumbersIn(String column) {}

    @Override
    public void head(int lines) {}

    @Override
    public void recognised(String parameter, String value) {}

    @Override
    public void readAs(String mediaType) {
      types.add(mediaType);
    }
  }

  @Test
  void aPathThatLacksAFormatGuessesNothing() {
    assertThat(
            refused(
                    TermsReader.read(
                        new Route("x", "/x", STYLE, JSON, NDJSON),
                        null,
                        Map.of(),
                        0,
                        SensorPatterns.ALL))
                .detail())
        .startsWith("The request has no Content-Type. Accepted are application/json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                              | ACCEPTED",
        "application/xml                 | ACCEPTED",
        "application/json-seq            | ACCEPTED",
        "application/json, text/csv      | ACCEPTED",
        "text/csv; header=absent         | A CSV body needs a header, which names its columns, such as"
            + " time,value: put it before the first line, and say header=present or nothing. Or say"
            + " nothing, and name the columns by ?header=false&columns=time,value.",
        "text/csv;charset=utf-16         | CHARSETS",
        "text/csv;charset=utf-8;charset=utf-8 | CHARSETS",
      })
  void refusesOtherTypesAndSaysWhatToSend(String contentType, String advice) {
    // When
    Problem problem = refused(read(null, contentType, null));

    // Then
    assertThat(problem.type()).isEqualTo(ProblemType.UNSUPPORTED_MEDIA_TYPE);
    assertThat(problem.detail())
        .isEqualTo(
            "The Content-Type \"%s\" is not accepted. %s",
            contentType,
            advice
                .replace(
                    "ACCEPTED",
                    "Accepted are application/json, application/x-ndjson, application/ndjson and"
                        + " text/csv.")
                .replace("CHARSETS", "Charsets are UTF-8, US-ASCII, ISO-8859-1 and windows-1252."));
  }

  @ParameterizedTest
  @CsvSource({
    "x-gzip, GZIP",
    "X-GZIP, GZIP",
    "deflate, DEFLATE",
    "zstd, ZSTD",
    "snappy, SNAPPY",
    "identity, IDENTITY"
  })
  void readsTheCoding(String name, Coding coding) {
    assertThat(((Terms.Accepted) read(null, "text/csv", name)).coding()).isEqualTo(coding);
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "", "gzip, gzip", "identity, gzip"})
  void refusesOtherCodingsAndNamesTheAccepted(String coding) {
    // When
    Problem problem = refused(read(null, "text/csv", coding));

    // Then
    assertThat(problem.type()).isEqualTo(ProblemType.UNSUPPORTED_MEDIA_TYPE);
    assertThat(problem.detail())
        .isEqualTo(
            "The Content-Encoding \"%s\" is not accepted. Accepted are gzip, deflate, zstd, snappy, or none."
                .formatted(coding));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "senor=a       | `senor`: This parameter is not known here; known are sensor, metric, unit,"
            + " precision, timezone, time-format, delimiter, decimal, skip-lines, comment, header,"
            + " columns, time-column, null, wide, header-units, atomic, preview, dryRun.",
        "sensor=a&sensor=a | `sensor`: Give it once, not 2 times.",
        "sensor        | `sensor`: It must not be empty.",
        "metric=       | `metric`: It must not be empty.",
        "unit=%07      | `unit`: It must not contain control characters (found U+0007).",
        "precision=m   | `precision`: It must be one of s, ms, us, ns.",
        "timezone=Mars | `timezone`: It must be a name of the IANA database like"
            + " Europe/Berlin, or an offset like +01:00, whose + is written %2B in a URL.",
        "atomic=1      | `atomic`: It must be true or false.",
        "sensor=%zz    | The query is not percent-encoded UTF-8 at \"sensor=%zz\".",
        "sensor=%FF    | The query is not percent-encoded UTF-8 at \"sensor=%FF\".",
        "sensor=a;metric=b&x | `x`: This parameter is not known here; known are sensor, metric,"
            + " unit, precision, timezone, time-format, delimiter, decimal, skip-lines, comment,"
            + " header, columns, time-column, null, wide, header-units, atomic, preview, dryRun.",
      })
  void refusesAQueryThatItDoesNotUnderstand(String query, String detail) {
    // When
    Problem problem = refused(read(query, "text/csv", null));

    // Then
    assertThat(problem.type()).isEqualTo(ProblemType.INVALID_PARAMETER);
    assertThat(problem.detail()).isEqualTo(detail);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dd/MM/yyyy HH:mm",
        "d.M.yy",
        "yyyy-DDD'T'HHmmXX",
        "[MM/dd/yyyy][yyyy-MM-dd] hh:mm:ss a",
        "EEE, dd MMM yyyy HH:mm:ss Z",
        "uuuu/MM/dd 'o''clock' kk"
      })
  void readsAPatternOfTimes(String pattern) {
    assertThat(read("time-format=" + encoded(pattern), "text/csv", null))
        .isInstanceOf(Terms.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "today",
        "HH:mm",
        "dd/MM HH:mm",
        "dd/MM/yyyy hh:mm",
        "dd/MM/yyyy :mm",
        "dd/MM/yyyy zzzz",
        "dd/MM/yyyy VV",
        "dd/MM/yyyy 'HH",
        "dd/MM/yyyyyyyyyyyyyyyyyyyyyyyyyy",
        "dd/MM/yyyy ddddddddddddddd",
        "dd/MM/yyyy                                                             HH"
      })
  void aPatternThatIsNoneIsRefusedWithAnExample(String pattern) {
    assertThat(refused(read("time-format=" + encoded(pattern), "text/csv", null)).detail())
        .startsWith("`time-format`: It must be a pattern of a date like dd/MM/yyyy HH:mm:ss,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "delimiter=;;     ! delimiter It must be one character, like ; or |, or the word tab.",
        "delimiter=a      ! delimiter It must be one character, like ; or |, or the word tab.",
        "delimiter=%22    ! delimiter It must be one character, like ; or |, or the word tab.",
        "delimiter=%C2%A7 ! delimiter It must be one character, like ; or |, or the word tab.",
        "decimal=;        ! decimal It must be . or ,; thousands separators are not read.",
        "skip-lines=-1    ! skip-lines It must be a number of lines, 0 to 9999.",
        "comment=+        ! comment It must be the 1 to 8 characters that begin a comment.",
        "wide=1           ! wide It must be true or false.",
        "columns=a%0Ab    ! columns It must be the names of all columns with commas between them, such as time,value.",
      })
  void aDialectThatIsNoneIsRefused(String query, String detail) {
    assertThat(refused(read(query, "text/csv", null)).detail())
        .isEqualTo("`" + detail.replaceFirst(" ", "`: "));
  }

  @Test
  void namesEveryParameterThatIsWrong() {
    assertThat(refused(read("unit=%07&x=1&atomic=1", "text/csv", null)).errors())
        .extracting(ItemError::position)
        .containsExactly(
            new Position.Parameter("x"),
            new Position.Parameter("unit"),
            new Position.Parameter("atomic"));
  }

  @Property(tries = 3000)
  void queriesMeanWhatANaiveReaderFinds(@ForAll("queries") String query) {
    // When
    Terms terms = read(query, "text/csv", null);

    // Then
    Map<String, String> expected = naive(query);
    if (expected == null) {
      assertThat(refused(terms).type()).isEqualTo(ProblemType.INVALID_PARAMETER);
    } else {
      assertThat(((Terms.Accepted) terms).facts().parameters()).isEqualTo(expected);
    }
  }

  @Property
  void anyHeaders_areAcceptedOnlyWhenTheyNameAKnownTypeAndCoding(
      @ForAll("contentTypes") String type, @ForAll("codings") String coding) {
    // When
    Terms terms = read(null, type, coding);

    // Then
    boolean known =
        type.matches("(?i)(application/json|application/x-ndjson|text/csv)(;x=y|;charset=utf-8)?")
            && coding.trim().matches("(?i)identity|gzip");
    assertThat(terms instanceof Terms.Accepted).isEqualTo(known);
  }

  @Provide
  Arbitrary<String> queries() {
    return Arbitraries.of(
            "sensor=a&",
            "&metric=b",
            "sensor",
            "metric",
            "unit",
            "atomic",
            "=",
            "=",
            "=",
            "&",
            "&",
            "&&",
            ";",
            "a",
            "b",
            "+",
            "é",
            "%41",
            "%2525",
            "%26",
            "%C3%A9",
            "%C3",
            "%FF",
            "%zz",
            "%",
            "%0",
            "true",
            "false",
            "%00")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> contentTypes() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(20),
        Arbitraries.of(
            "application/json",
            "TEXT/CSV",
            "application/x-ndjson;x=y",
            "text/csv;charset=utf-8",
            "text/csv;charset=utf-16",
            "text/plain"));
  }

  @Provide
  Arbitrary<String> codings() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(8), Arbitraries.of("gzip", " GZip ", "identity", "br"));
  }

  /** The parameters of a query, or null for one that must be refused; as RFC 3986 is read. */
  private static @Nullable Map<String, String> naive(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String part : query.split("&")) {
      if (part.isEmpty()) {
        continue;
      }
      String[] pair = part.split("=", 2);
      String name = naiveDecode(pair[0]);
      String value = pair.length == 2 ? naiveDecode(pair[1]) : "";
      if (name == null || value == null || !isAllowed(name, value)) {
        return null;
      }
      if (parameters.containsKey(name)) {
        return null;
      }
      parameters.put(name, value);
    }
    return parameters;
  }

  private static boolean isAllowed(String name, String value) {
    return switch (name) {
      case "sensor" -> Names.sensorViolation(value) == null;
      case "metric" -> Names.metricViolation(value) == null;
      case "unit" -> Names.unitViolation(value) == null;
      case "atomic" -> value.equals("true") || value.equals("false");
      default -> false;
    };
  }

  private static @Nullable String naiveDecode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        if (!text.substring(i).matches("(?s)%[0-9a-fA-F]{2}.*")) {
          return null;
        }
        bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        bytes.writeBytes((c == '+' ? " " : "" + c).getBytes(StandardCharsets.UTF_8));
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Terms read(
      @Nullable String query, @Nullable String contentType, @Nullable String contentEncoding) {
    Map<String, String> headers = new HashMap<>();
    if (contentType != null) {
      headers.put("content-type", contentType);
    }
    if (contentEncoding != null) {
      headers.put("content-encoding", contentEncoding);
    }
    return TermsReader.read(ROUTE, query, headers, 0, SensorPatterns.ALL);
  }

  private static Problem refused(Terms terms) {
    assertThat(terms).isInstanceOf(Terms.Refused.class);
    return ((Terms.Refused) terms).problem();
  }
}
