package dev.tidewire.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.SensorReading;
import dev.tidewire.ingest.answer.Notes;
import dev.tidewire.ingest.answer.Shown;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.intake.Bodies;
import dev.tidewire.ingest.intake.ParseOutcome;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvDialectTest {
  private static final Format CSV = new CsvFormat();

  private static final String HOBO =
      """
      "Plot Title: ridge"
      "#","Date Time, GMT+02:00","Temp, °C (LGR S/N: 10101010, SEN S/N: 10101010, LBL: air)","RH, % (LGR S/N: 10101010, SEN S/N: 10101010)","Coupler Detached (LGR S/N: 10101010)"
      1,11/03/26 12:00:00 AM,21.504,40.25,
      2,11/03/26 12:10:00 PM,21.6,,Logged
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      textBlock =
          """
          `time;value\\n1;1,5\\n`                    ! ``                             ! {delimiter=;, decimal=,} ! 1 1.5
          `time\\tvalue\\n1\\t1.5\\n`                ! ``                             ! {delimiter=tab}          ! 1 1.5
          `time|value\\n1|1.5\\n`                    ! ``                             ! {delimiter=|}            ! 1 1.5
          `"time";"value"\\r\\n"1";"-1,5e1"\\r\\n`   ! ``                             ! {delimiter=;, decimal=,} ! 1 -15.0
          `sep=;\\ntime;value\\n1;1\\n`              ! ``                             ! {skip-lines=1, delimiter=;} ! 1 1.0
          `\uFEFFsep=,\\ntime,value\\n1,1\\n`        ! ``                             ! {skip-lines=1, delimiter=,} ! 1 1.0
          `# a;b\\n\\n# c\\ntime,value\\n1,1\\n#e\\n` ! ``                            ! {comment=#}              ! 1 1.0
          `time;value\\n1;1,234\\n`                  ! decimal=,                      ! {delimiter=;}            ! 1 1.234
          `time;value\\n1;1.5\\n2;1,5\\n`            ! decimal=,&null=1.5             ! {delimiter=;}            ! 2 1.5
          `a\\nb;c\\ntime,value\\n1,1\\n`            ! skip-lines=2                   ! {}                       ! 1 1.0
          `%x\\ntime,value\\n%y\\n1,1\\n`            ! comment=%                      ! {}                       ! 1 1.0
          `1;9;1,5\\n`                               ! header=false&columns=time,,value ! {delimiter=;, decimal=,} ! 1 1.5
          `1,1\\n`                                   ! header=false&columns=time,value ! {}                      ! 1 1.0
          `createdAt,value\\n1,2\\n`                 ! time-column=CreatedAt          ! {}                       ! 1 2.0
          `value,a,b\\n2,1970-01-01,00:00:01Z\\n`    ! time-column=a,b&wide=true      ! {}                       ! 1 2.0
          `Date Time;x\\n1;2\\n`                     ! wide=true                      ! {delimiter=;, time-column=Date Time} ! 1 2.0
          `time:value\\n1:1\\n`                      ! delimiter=:                    ! {}                       ! 1 1.0
          `entity_id,state,last_changed\\na,1,1\\n`  ! ``                             ! {format=Home Assistant, columns=sensor,value,time} ! 1 1.0
          """)
  void readsWhatIsSaidAndTellsWhatIsRecognised(
      String body, String query, String recognised, String reading) {
    // When
    ParseOutcome.Parsed parsed = parse(unescaped(body), query);

    // Then
    assertThat(parsed.errors()).isEmpty();
    assertThat(parsed.warnings().notes().recognised()).hasToString(recognised);
    assertThat(Bodies.readings(parsed))
        .extracting(r -> r.timeMicros() / 1_000_000 + " " + r.value())
        .containsExactly(reading);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      textBlock =
          """
          `time,x;time\\n`                  ! ``                              ! The first lines can be read as separated by "," or ";". Say by ?delimiter= which it is.
          `1,5;2\\n1,5;2\\n`                 ! header=false&columns=time,value ! The first lines can be read as separated by "," or ";". Say by ?delimiter= which it is.
          `time;value\\n1;1,234\\n`          ! ``                              ! The comma in numbers like "1,234" can be a decimal comma, or part thousands.
          `time;a;b\\n1;1.5;1,5\\n`          ! wide=true                       ! The comma in numbers like "1,5" can be a decimal comma, or part thousands.
          `TOA5,x\\na,b\\n`                  ! ``                              ! The file is TOA5 of a Campbell logger, with a column for each metric: say ?wide=true
          `Plot Title: x\\na,b\\n`           ! ``                              ! The file is of a HOBO logger, with a column for each metric: say ?wide=true
          `time,value\\r1,1\\r`              ! ``                              ! The lines end with CR alone.
          `time,a,b,a\\n1,1,1,1\\n`          ! wide=true                       ! The header names the column "a" twice.
          `time,a,\\n1,1,\\n`                ! wide=true                       ! Column 3 of the header has no name. Remove the other columns, or leave them out by ?skip-lines=1&header=false&columns=time,,.
          `time,metric,value\\n1,1,\\n`      ! wide=true                       ! The header has a column metric, so that this is no file for wide=true
          `Date,Time,x\\n1,1,1\\n`           ! wide=true                       ! The header has a column Date beside Time. Say ?time-column=Date,Time if they are one time.
          `time\\n1\\n`                      ! wide=true                       ! A wide file must have a column besides the time; the columns are "time".
          `a,b\\n1,2\\n`                     ! wide=true                       ! The file must have a column time (or timestamp, or one that ?time-column= names); the columns are "a", "b".
          `time,value\\n1,1\\n`              ! time-column=zeit                ! The header names the column "time" twice.
          `a,value\\n1,1\\n`                 ! time-column=value,b             ! Unknown column "a"
          `a,b\\n1,1\\n`                     ! time-column=c&wide=true         ! There is no column "c", as ?time-column= says; the columns are "a", "b".
          `time,value\\n1,1\\n`              ! header=false&columns=time,wert  ! Unknown column "wert" in the header
          `TOA5,x\\ntime,a\\nTS,\\n,\\n`     ! wide=true&skip-lines=1&columns=a&header=false ! The file must have a column time
          `TOA5,x\\ntime,a\\nTS\\n,\\n`      ! wide=true                       ! The four header lines of TOA5 do not have the same number of fields.
          `time,"T, C",T (F)\\n1,1,1\\n`     ! wide=true&header-units=true     ! Two columns are named "T" without their units; leave header-units out.
          `time,value\\n1,"1,5"\\n`          ! decimal=,                       ! Unknown column "time,value" in the header; known are time (or timestamp), value, sensor, metric and unit. The file seems to be separated by commas, which cannot be decimal signs as well
          `time,value\\n1,"1,5"\\n`          ! decimal=,                       ! Unknown column "time,value" in the header; known are time (or timestamp), value, sensor, metric and unit. The file seems to be separated by commas, which cannot be decimal signs as well
          `sep=,\\n`                         ! ``                              ! The body is empty.
          `sep=,\\ntime;value\\n1;1\\n`      ! decimal=,                       ! The first line says that fields are separated by ",", and the query that it is the decimal sign.
          """)
  void refusesWhatCanBeMeantInSeveralWays(String body, String query, String detail) {
    assertThat(refused(unescaped(body), query).detail()).startsWith(detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      textBlock =
          """
          columns=time,value               ! 'columns': It goes with header=false; a header names the columns itself.
          header=true&columns=time,value   ! 'columns': It goes with header=false; a header names the columns itself.
          header=false                     ! 'header': Without a header say ?columns=, such as columns=time,value.
          delimiter=,&decimal=,            ! 'decimal': It must not be the delimiter.
          delimiter=;&comment=;;           ! 'comment': It must not begin with the delimiter.
          header-units=true                ! 'header-units': It goes with wide=true.
          wide=true&metric=m               ! 'metric': With wide=true the names of the columns are the metrics.
          """)
  void refusesParametersThatCannotBeMeantTogether(String query, String detail) {
    // When
    Problem problem = refused("time,value\n1,1\n", query);

    // Then
    assertThat(problem.type()).isEqualTo(ProblemType.INVALID_PARAMETER);
    assertThat(problem.detail()).isEqualTo(detail.replace('\'', '`'));
  }

  @Test
  void readsToa5WithItsUnits() {
    // When
    ParseOutcome.Parsed parsed =
        parse(
            """
            "TOA5","Stn","CR300","00417","CR300.Std.10","CPU:met.CR300","55012","Ten"
            "TIMESTAMP","RECORD","AirTC_Avg","Rain_mm_Tot"
            "TS","RN","Deg C","mm"
            "","","Avg","Tot"
            "2026-11-03 06:10:00",9120,4.118,0
            "2026-11-03 06:20:00",9121,"NAN",0.2
            """,
            "sensor=s&wide=true");

    // Then
    assertThat(readings(parsed))
        .containsExactlyInAnyOrder(
            "RECORD 06:10:00 9120.0 RN",
            "RECORD 06:20:00 9121.0 RN",
            "AirTC_Avg 06:10:00 4.118 Deg C",
            "Rain_mm_Tot 06:10:00 0.0 mm",
            "Rain_mm_Tot 06:20:00 0.2 mm");
    assertThat(parsed.warnings().skipped()).isEqualTo(1);
    assertThat(parsed.warnings().notes())
        .isEqualTo(
            new Notes(
                Map.of("format", "TOA5", "null", "NAN"),
                Map.of("AirTC_Avg", 1),
                List.of(),
                List.of(),
                0));
  }

  @Test
  void readsHoboWithItsUnitsAndItsZone() {
    // When
    ParseOutcome.Parsed parsed =
        parse(HOBO, "wide=true&header-units=true&time-format=MM/dd/yy hh:mm:ss a");

    // Then
    assertThat(readings(parsed))
        .containsExactlyInAnyOrder(
            "Temp 22:00:00 21.504 °C", "Temp 10:10:00 21.6 °C", "RH 22:00:00 40.25 %");
    assertThat(parsed.warnings().notes().recognised().toString())
        .isEqualTo(
            "{format=HOBO, skip-lines=1, timezone=+02:00, time-column=Date Time, GMT+02:00}");
    assertThat(parsed.warnings().notes().noNumbers()).containsExactly("Coupler Detached");
  }

  @Test
  void aZoneOfTheQueryIsThatOfTheFile() {
    // When
    ParseOutcome.Parsed parsed =
        parse(HOBO, "wide=true&timezone=UTC&time-format=MM/dd/yy hh:mm:ss a");

    // Then
    assertThat(parsed.warnings().notes().recognised()).doesNotContainKey("timezone");
    assertThat(Bodies.readings(parsed))
        .extracting(SensorReading::timeMicros)
        .contains(ReadingTime.toMicros(Instant.parse("2026-11-03T00:00:00Z")));
  }

  @Test
  void everyCellOfAWideFileIsTakenOrTold() {
    // When
    ParseOutcome.Parsed parsed =
        parse(
            """
            time,a,b,c,d,e
            1,1,x,NA,,north
            2,n/a,y,2,,south
            3,NA,3,3,,west
            4,,4,z,,
            5,1e999,5,5,,
            x,1,1,1,1,1
            """,
            "wide=true&null=NA,?");

    // Then
    assertThat(parsed.accepted()).isEqualTo(7);
    assertThat(parsed.errors())
        .extracting(ItemError::toString)
        .map(
            error ->
                error.replaceAll(
                    "ItemError\\[detail=(.*), position=Line\\[line=(\\d+)], type=null]", "$2 $1"))
        .satisfiesExactly(
            e ->
                assertThat(e)
                    .isEqualTo(
                        "3 column \"a\" must be a decimal number, but is \"n/a\"; leave out a line without a number"),
            e ->
                assertThat(e)
                    .isEqualTo(
                        "2 column \"b\" is no number here: \"x\", as is no other of 2 cells above the first number"),
            e -> assertThat(e).isEqualTo("5 column \"c\" must be a decimal number, but is \"z\""),
            e ->
                assertThat(e)
                    .isEqualTo(
                        "6 column \"a\" is too large for a 64-bit floating-point number: \"1e999\""),
            e -> assertThat(e).startsWith("7 time must be "));
    assertThat(parsed.warnings().skipped()).isEqualTo(13);
    assertThat(parsed.warnings().notes().skippedIn()).isEqualTo(Map.of("a", 2, "c", 1));
    assertThat(parsed.warnings().notes().noNumbers()).containsExactly("d", "e");
  }

  @Test
  void aDecimalCommaThatComesLateIsTold() {
    assertThat(parse("time;value\n" + "1;1\n".repeat(60) + "2;1,5\n", "").errors())
        .extracting(ItemError::detail)
        .containsExactly(
            "value must be a decimal number, but is \"1,5\"; say ?decimal=, for decimal commas");
  }

  @Test
  void nullsAreSkippedAndCounted() {
    // When
    ParseOutcome.Parsed parsed =
        parse("time,value\n1,NA\n2,?\n3,1\n4,-9999\n5,na\n6,\n", "null=NA,?,-9999,");

    // Then
    assertThat(parsed.accepted()).isEqualTo(1);
    assertThat(parsed.errors()).hasSize(1);
    assertThat(parsed.warnings().skipped()).isEqualTo(4);
    assertThat(parsed.warnings().notes().skippedIn()).isEqualTo(Map.of("value", 4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dd/MM/yyyy HH:mm       | 03/11/2026   15:30      | 2026-11-03T14:30:00Z",
        "d/M/uuuu H:mm:ss.SSS   | 3/11/2026 5:30:01.250   | 2026-11-03T04:30:01.250Z",
        "dd.MM.yyyy             | 03.11.2026              | 2026-11-02T23:00:00Z",
        "MM/dd/yy hh:mm:ss a    | 11/03/26 12:30:00 am    | 2026-11-02T23:30:00Z",
        "yyyy/MM/dd'T'HH:mm:ssX | 2026/11/03T00:00:10z    | 2026-11-03T00:00:10Z",
        "yyyyMMddHHmmssXX       | 20261103000010+0530     | 2026-11-02T18:30:10Z",
        "[MM/dd/yyyy][yyyy-MM-dd] hh:mm:ss a | 2026-11-03 06:44:00 PM | 2026-11-03T17:44:00Z",
        "dd-MMM-yyyy HH:mm      | 03-nov-2026 00:00       | 2026-11-02T23:00:00Z",
        "yyyy-DDD HH:mm         | 2026-307 01:00          | 2026-11-03T00:00:00Z",
      })
  void readsTimesInTheFormThatIsSaid(String format, String time, String utc) {
    assertThat(
            Bodies.readings(
                parse(
                    "time,value\n\"%s\",1\n".formatted(time),
                    "timezone=Europe/Berlin&time-format=" + format)))
        .extracting(reading -> ReadingTime.toInstant(reading.timeMicros()).toString())
        .containsExactly(Instant.parse(utc).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dd/MM/yyyy HH:mm | 31/02/2026 15:30 | time \"31/02/2026 15:30\" does not exist",
        "dd/MM/yyyy HH:mm | 3/11/2026 15:30  | time must be of the form dd/MM/yyyy HH:mm, like 30/11/2026 15:30, but is \"3/11/2026 15:30\"",
        "dd/MM/yyyy HH:mm | 03/11/2026 15:30:00 | time must be of the form dd/MM/yyyy HH:mm, like 30/11/2026 15:30, but is \"03/11/2026 15:30:00\"",
        "dd/MM/yyyy HH:mm | 1793685600       | time must be of the form dd/MM/yyyy HH:mm, like 30/11/2026 15:30, but is \"1793685600\"",
        "dd/MM/yyyy HH:mm | 29/03/2026 02:30 | time \"29/03/2026 02:30\" does not exist in Europe/Berlin, where clocks were put forward then; send it with its offset",
        "dd/MM/yyyy[ hh:mm] | 29/03/2026 02:30 | time \"29/03/2026 02:30\" does not exist",
      })
  void aTimeInAnotherFormIsTold(String format, String time, String detail) {
    assertThat(
            parse(
                    "time,value\n%s,1\n".formatted(time),
                    "timezone=Europe/Berlin&time-format=" + format)
                .errors())
        .extracting(ItemError::detail)
        .containsExactly(detail);
  }

  @ParameterizedTest
  @ValueSource(strings = {"20261103", "202611031530", "20261103153000"})
  void aDateWithoutSeparatorsIsNoNumber(String time) {
    String body = "time,value\n" + time + ",1\n";
    String form = "yyyyMMddHHmmss".substring(0, time.length());

    assertThat(parse(body, "").errors()).singleElement().asString().contains(form, "precision");
    assertThat(parse(body, "precision=us").accepted()).isEqualTo(1);
    assertThat(parse("time,value\n1793685600,1\n20261301,1\n", "").accepted()).isEqualTo(2);
  }

  @Test
  void theOrderTellsTheDoubledHourInAFormOfItsOwn() {
    // When
    ParseOutcome.Parsed parsed =
        parse(
            "time,value\n25/10/2026 01:30,0\n25/10/2026 02:30,1\n25/10/2026 02:30,2\n",
            "timezone=Europe/Berlin&time-format=dd/MM/yyyy HH:mm");

    // Then
    assertThat(parsed.warnings().earlier()).isEqualTo(1);
    assertThat(parsed.warnings().later()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "11/03/2026 12:30:00 AM | MM/dd/yyyy hh:mm:ss a (or with dd first)",
        "2026-11-03 06:44:00 PM | yyyy-MM-dd hh:mm:ss a",
        "03.11.2026 18:44       | dd.MM.yyyy HH:mm",
        "2026/11/03T00:00:10z   | yyyy/MM/dd'T'HH:mm:ssXX",
        "3-11-26                | M-dd-yy (or with dd first)",
        "2026-11-03 7:05        | yyyy-MM-dd H:mm",
      })
  void theFormOfATimeIsAdvised(String time, String form) {
    assertThat(parse("time,value\n%s,1\n".formatted(time), "metric=m").errors())
        .extracting(ItemError::detail)
        .singleElement()
        .asString()
        .endsWith("; say its form, as ?time-format=" + form + " does");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Temp, °C                     | Temp    | °C",
        "Temp,°C                      | Temp    | °C",
        "Temp (°C)                    | Temp    | °C",
        "Temp[m/s]                    | Temp    | m/s",
        "'RH, % (LGR S/N: 1, SEN S/N: 2)' | RH  | %",
        "Air Temp                     | Air Temp | ''",
        "a, b, c                      | a, b, c | ''",
        "'f(x), V'                    | f(x), V | ''",
        "T (in) (out)                 | T (in) (out) | ''",
        "(°C)                         | (°C)    | ''",
      })
  void readsUnitsOfHeaders(String header, String name, String unit) {
    assertThat(HeaderUnit.of(header)).isEqualTo(new HeaderUnit(name, unit));
  }

  @Test
  void showsTheFirstFiveReadings() {
    // When
    List<Shown> shown =
        parse("time,a,b\n1,1,2\n2,,3\n3,4,5\n4,6,7\n", "wide=true&preview=true&unit=K")
            .warnings()
            .notes()
            .preview();

    // Then
    assertThat(shown)
        .containsExactly(
            new Shown("s", "a", 1_000_000, 1, "K"),
            new Shown("s", "b", 1_000_000, 2, "K"),
            new Shown("s", "b", 2_000_000, 3, "K"),
            new Shown("s", "a", 3_000_000, 4, "K"),
            new Shown("s", "b", 3_000_000, 5, "K"));
  }

  @Test
  void showsTheTimesThatAreStored() {
    // When
    List<Shown> ofDoubledHour =
        parse(
                "time,value\n2025-10-26 02:10:00,1\n2025-10-26 02:40:00,2\n2025-10-26 02:10:00,3\n",
                "preview=true&timezone=Europe/Berlin")
            .warnings()
            .notes()
            .preview();

    // Then
    assertThat(ofDoubledHour)
        .extracting(one -> Instant.ofEpochSecond(one.timeMicros() / 1_000_000).toString())
        .containsExactly("2025-10-26T00:10:00Z", "2025-10-26T00:40:00Z", "2025-10-26T01:10:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "`time,value\\n1,1\\n` ! wide=false ! 1",
        "`# c\\n\\ntime,value\\n1,1\\n` ! wide=false ! 3",
        "`TOA5,x\\ntime,a\\nTS,K\\n,\\n1,1\\n` ! wide=true ! 4",
        "`x\\n1,1\\n` ! header=false&columns=time,value&skip-lines=1 ! 1",
        "`1,1\\n` ! header=false&columns=time,value ! 0",
      })
  void aPreviewTellsWhereTheRecordsBegin(String body, String query, int lines) {
    assertThat(
            parse(unescaped(body.replace("`", "")), query + "&preview=true")
                .warnings()
                .notes()
                .headLines())
        .isEqualTo(lines);
  }

  @Test
  void aColumnInManyIsFound() {
    // Given
    String names = names(1_023);

    // When
    ParseOutcome.Parsed parsed =
        parse("time," + names + "\n1," + "1,".repeat(1_022) + "1\n", "wide=true");

    // Then
    assertThat(parsed.accepted()).isEqualTo(1_023);
    assertThat(refused("time," + names(10_000) + "\n", "wide=true").detail())
        .startsWith("The header cannot be read: the line has more than 1024 fields.");
  }

  @Test
  void ofManyColumnsWithoutNumbersTheFirstAreNamed() {
    assertThat(
            parse("time," + names(300) + "\n1," + "x,".repeat(299) + "x\n", "wide=true")
                .warnings()
                .notes()
                .noNumbers())
        .hasSize(101)
        .endsWith("c99", "… and 200 others");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"time;value", "sep=;", "\"TOA5\",\"x\"", "\"Plot Title: x", "# c", "\u0000"})
  void aFileThatEndsSoonIsAnswered(String beginning) {
    for (String end : List.of("", "\n", "\n\n", "\n\"", "\n;", "\n\u0000")) {
      assertThat(Bodies.outcome(CSV, bytes(beginning + end), parameters("wide=true"))).isNotNull();
      assertThat(Bodies.outcome(CSV, bytes(beginning + end), parameters("null=a"))).isNotNull();
    }
  }

  @Test
  void anOpenQuoteOverMegabytesIsOneErrorInEveryDialect() {
    // When
    ParseOutcome.Parsed parsed =
        parse("time;value\n1;1,5\n2;\"" + "x;1\n".repeat(700_000), "wide=true");

    // Then
    assertThat(parsed.accepted()).isEqualTo(1);
    assertThat(parsed.errors()).hasSize(1);
  }

  @Test
  void aHeaderOfHalfACharacterIsRefused() {
    // Given
    byte[] body = bytes("time;Temp °C\n1;1,5\n");
    body[11] = 'C';

    // When
    Problem problem = Bodies.refused(Bodies.outcome(CSV, body, parameters("wide=true")));

    // Then
    assertThat(problem.detail()).contains("is not UTF-8");
  }

  private static String names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
  }

  private static List<String> readings(ParseOutcome.Parsed parsed) {
    return Bodies.readings(parsed).stream()
        .map(
            reading ->
                "%s %tT %s %s"
                    .formatted(
                        reading.series().metric(),
                        ReadingTime.toInstant(reading.timeMicros()).atOffset(ZoneOffset.UTC),
                        reading.value(),
                        reading.unit()))
        .toList();
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
  }

  private static ParseOutcome.Parsed parse(String body, String query) {
    return Bodies.parse(CSV, body, parameters(query));
  }

  private static Problem refused(String body, String query) {
    return Bodies.refused(Bodies.outcome(CSV, bytes(body), parameters(query)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>(Map.of("sensor", "s"));
    for (String parameter : query.split("&")) {
      String[] pair = parameter.split("=", 2);
      if (pair.length == 2) {
        parameters.put(pair[0], pair[1]);
      }
    }
    return parameters;
  }
}
