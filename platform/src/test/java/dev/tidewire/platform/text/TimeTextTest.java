package dev.tidewire.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.platform.text.TimeText.Rounding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 0",
    "1970-01-01 00:00:00, 0",
    "1970-01-01 00:00:00.5, 500000",
    "1970-01-01t00:00:00.1234567z, 123456",
    "1969-12-31T23:59:59.9999999Z, -1",
    "1970-01-01 01:00:00+01:00, 0",
    "1969-12-31T23:30:00-00:30, 0",
    "1969-12-31T19:00:00.5-05:00, 500000",
    "2000-02-29T00:00:00Z, 951782400000000",
    "1500, 1500000",
    "-1, -1000",
    "0, 0",
  })
  void readsTimes(String text, long micros) {
    assertThat(parse(text)).isEqualTo(micros);
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:01Z, 1000000",
    "1970-01-01T00:00:00.0000001Z, 1",
    "1970-01-01T00:00:00.000001000Z, 1",
    "1970-01-01T00:00:00.00000100000000000001Z, 2",
    "1969-12-31T23:59:59.9999999Z, 0",
    "1500, 1500000",
  })
  void roundsFinerFractionsUpWhenAsked(String text, long micros) {
    assertThat(TimeText.parse(text, Rounding.UP)).isEqualTo(micros);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2026-11-22",
        "2026-11-22T10:00Z",
        "2026-11-22T10:00:00",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-02-29T00:00:00Z",
        "2026-02-30T10:00:00Z",
        "1900-02-29T00:00:00Z",
        "2026-04-31T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01T00:60:00Z",
        "2026-01-01T00:00:60Z",
        "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00,5Z",
        "2026-01-01T00:00:00ZZ",
        "2026-01-01T00:00:00+24:00",
        "2026-01-01T00:00:00+0100",
        "2026-01-01T00:00:00+01",
        "2026-01-01T00:00:00*01:00",
        "2026-01-01T00:00:00 01:00",
        "2026-01-01X00:00:00Z",
        "2026/01/01T00:00:00Z",
        "+026-01-01T00:00:00Z",
        "12026-11-22T10:00:00Z",
        "2026-01-01T00:00:00.٣Z",
        "1700000000000000000000",
        "1.5",
        "+5",
        "-",
      })
  void refusesWhatIsNoTime(String text) {
    assertThat(parse(text)).isEqualTo(TimeText.NOT_A_TIME);
    assertThat(TimeText.violation(text, parse(text))).startsWith("It must be RFC 3339");
  }

  @ParameterizedTest
  @CsvSource({
    "0000-12-31T23:59:59Z, before",
    "-62135596800001, before",
    "-999999999999999999, before",
    "9999-12-31T23:59:59-01:00, after",
    "253402300800000, after",
    "999999999999999999, after",
  })
  void aTimeOutOfRangeTellsOnWhichSide(String text, String side) {
    // When
    long micros = parse(text);

    // Then
    assertThat(micros)
        .isEqualTo(side.equals("before") ? ReadingTime.MIN_MICROS - 1 : ReadingTime.MAX_MICROS + 1);
    assertThat(ReadingTime.isValid(micros)).isFalse();
    assertThat(TimeText.violation(text, micros))
        .isEqualTo("It must lie between the years 1 and 9999.");
  }

  @Test
  void roundingUpCanLeaveTheRange() {
    long micros = TimeText.parse("9999-12-31T23:59:59.9999999Z", Rounding.UP);
    assertThat(micros).isEqualTo(ReadingTime.MAX_MICROS + 1);
  }

  @Test
  void namesThePlusThatTheUrlTurnedIntoASpace() {
    String text = "2026-11-22T10:00:00 01:00";
    assertThat(TimeText.violation(text, parse(text))).contains("%2B");
    assertThat(TimeText.violation("now", parse("now"))).doesNotContain("%2B");
  }

  @Test
  void anIntegerIsNoDate() {
    Text text = new Text();
    text.set("1700000000000");
    assertThat(TimeText.parseDate(text, Rounding.DOWN)).isEqualTo(TimeText.NOT_A_TIME);
  }

  @ParameterizedTest
  @EnumSource(Rounding.class)
  void aValidTimeIsNoViolation(Rounding rounding) {
    String text = "2026-11-22T10:00:00Z";
    assertThat(TimeText.violation(text, TimeText.parse(text, rounding))).isNull();
  }

  @Property
  void agreesWithJavaTime(
      @ForAll @LongRange(min = ReadingTime.MIN_MICROS, max = ReadingTime.MAX_MICROS) long micros,
      @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offsetMinutes) {
    // Given
    Instant instant = ReadingTime.toInstant(micros);
    ZoneOffset offset = ZoneOffset.ofTotalSeconds(offsetMinutes * 60);
    OffsetDateTime local = instant.atOffset(offset);
    String text = local.toLocalDate() + "T" + local.toLocalTime().withNano(local.getNano());

    // Then
    assertThat(parse(instant.toString())).isEqualTo(micros);
    if (local.getYear() >= 1 && local.getYear() <= 9999 && text.length() >= 19) {
      assertThat(parse(text + (offsetMinutes == 0 ? "+00:00" : offset.getId()))).isEqualTo(micros);
    }
  }

  @Property
  void readsWhatWeWrite(
      @ForAll @LongRange(min = ReadingTime.MIN_MICROS, max = ReadingTime.MAX_MICROS) long micros,
      @ForAll Rounding rounding) {
    assertThat(TimeText.parse(Rfc3339.format(micros), rounding)).isEqualTo(micros);
  }

  @Property
  void roundsFractionsAsBigDecimalDoes(
      @ForAll @NumericChars @StringLength(min = 1, max = 40) String fraction,
      @ForAll Rounding rounding) {
    RoundingMode twin = rounding == Rounding.UP ? RoundingMode.CEILING : RoundingMode.FLOOR;
    assertThat(TimeText.parse("1969-12-31T23:59:59." + fraction + "Z", rounding))
        .isEqualTo(
            new BigDecimal("0." + fraction)
                .subtract(BigDecimal.ONE)
                .movePointRight(6)
                .setScale(0, twin)
                .longValueExact());
  }

  @Property
  void refusesDaysThatTheCalendarDoesNotHave(
      @ForAll @IntRange(min = 1, max = 9999) int year,
      @ForAll @IntRange(min = 1, max = 12) int month,
      @ForAll @IntRange(min = 29, max = 31) int day) {
    boolean exists = day <= LocalDate.of(year, month, 1).lengthOfMonth();
    assertThat(parse("%04d-%02d-%02dT00:00:00Z".formatted(year, month, day)) != TimeText.NOT_A_TIME)
        .isEqualTo(exists);
  }

  @Property
  void readsEveryTextAsATimeOrNone(
      @ForAll @StringLength(max = 80) String text, @ForAll Rounding rounding) {
    long micros = TimeText.parse(text, rounding);
    assertThat(micros == TimeText.NOT_A_TIME || ReadingTime.isValid(micros)).isTrue();
  }

  private static long parse(String time) {
    return TimeText.parse(time, Rounding.DOWN);
  }
}
