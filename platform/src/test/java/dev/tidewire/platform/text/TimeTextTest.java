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
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
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
    "1970-01-01 01:00:00+01, 0",
    "1970-01-01 05:30:00+0530, 0",
    "1969-12-31 18:30:00.25-0530, 250000",
    "2016-12-31T23:59:60Z, 1483228799999999",
    "2016-12-31T23:59:60.9Z, 1483228799999999",
    "2016-12-31 23:59:60, 1483228799999999",
    "2017-01-01T00:59:60+01:00, 1483228799999999",
    "2016-12-31T18:59:60-05:00, 1483228799999999",
    "0, 0",
    "-1, -1000000",
    "+5, 5000000",
    "1.5, 1500000",
    ".5, 500000",
    "5., 5000000",
    "1793685600, 1793685600000000",
    "1793685600.25, 1793685600250000",
    "1793685600.2500009, 1793685600250000",
    "1.79368560025E9, 1793685600250000",
    "4999999999, 4999999999000000",
    "5000000000, 5000000000000",
    "1793685600000, 1793685600000000",
    "1793685600000.125, 1793685600000125",
    "4999999999999, 4999999999999000",
    "5000000000000, 5000000000000",
    "1793685600000000, 1793685600000000",
    "4999999999999999, 4999999999999999",
    "5000000000000000, 5000000000000",
    "1793685600000000000, 1793685600000000",
    "-1793685600000000001, -1793685600000001",
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
    "1793685600000000001, 1793685600000001",
    "-1793685600000000001, -1793685600000000",
    "1793685600.0000001, 1793685600000001",
    "2016-12-31T23:59:60.9999999Z, 1483228799999999",
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
        "2016-12-31T23:59:60+01:00",
        "2016-12-31T23:59:61Z",
        "2026-01-01T00:00:00+01:",
        "2026-01-01T00:00:00+01000",
        "2026-01-01T00:00:00+1",
        "1234567-11-22T10:00:00Z",
        "1.2.3",
        "1e",
        "0x10",
        "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00,5Z",
        "2026-01-01T00:00:00ZZ",
        "2026-01-01T00:00:00+24:00",
        "2026-01-01T00:00:00*01:00",
        "2026-01-01T00:00:00 01:00",
        "2026-01-01X00:00:00Z",
        "2026/01/01T00:00:00Z",
        "+026-01-01T00:00:00Z",
        "2026-01-01T00:00:00.٣Z",
        "-",
      })
  void refusesWhatIsNoTime(String text) {
    assertThat(parse(text)).isEqualTo(TimeText.NOT_A_TIME);
    assertThat(TimeText.violation(text, parse(text)))
        .matches("It (must be RFC 3339|does not exist: ).*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-02-30T10:00:00Z|It does not exist: there is no 2026-02-30.",
        "2026-13-01 10:00:00.5|It does not exist: there is no 2026-13-01.",
        "2026-02-30|It does not exist: there is no 2026-02-30.",
        "2026-11-22T25:00:00Z|It does not exist: there is no 25:00:00.",
        "2026-11-22T10:61:00+01:00|It does not exist: there is no 10:61:00.",
        "2026-11-22T23:59:61.25Z|It does not exist: there is no 23:59:61.",
        "2026-11-22T10:00:60Z|It does not exist: a leap second is the last one of a day in UTC.",
        "2026-11-22T10:00:00+25:00|It does not exist: there is no offset of +25:00.",
      })
  void namesWhatDoesNotExist(String text, String violation) {
    assertThat(TimeText.violation(text, parse(text))).isEqualTo(violation);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T10:00:00, Add Z if it is UTC.",
    "'2026-11-22T10:00:00,25', Write the fraction with a point.",
    "2026-11-22, 'Add a time of day, like T00:00:00Z.'",
    "2026-11-22T10:00Z, 'Add the seconds, like :00.'",
    "2026-11-22T10:00, 'Add the seconds, like :00.'",
  })
  void saysWhatATimeLacks(String text, String hint) {
    assertThat(TimeText.violation(text, parse(text)))
        .startsWith("It must be RFC 3339")
        .endsWith("in UTC. " + hint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1793685600000", "1.7936856e12"})
  void aNumberOutOfRangeTellsOfPrecision(String text) {
    long micros = TimeText.parse(text, EpochUnit.SECONDS, Rounding.UP);
    assertThat(TimeText.violation(text, micros))
        .isEqualTo(
            "It must lie between the years 1 and 9999; `precision` tells the unit of a number.");
  }

  @ParameterizedTest
  @CsvSource({
    "0000-12-31T23:59:59Z, before",
    "-62135596800000000001, before",
    "-1e30, before",
    "9999-12-31T23:59:59-01:00, after",
    "12026-11-22T10:00:00Z, after",
    "999999-12-31T23:59:59Z, after",
    "253402300800000000000, after",
    "999999999999999999999999999999, after",
    "1e9999, after",
  })
  void aTimeOutOfRangeTellsOnWhichSide(String text, String side) {
    // When
    long micros = parse(text);

    // Then
    assertThat(micros)
        .isEqualTo(side.equals("before") ? ReadingTime.MIN_MICROS - 1 : ReadingTime.MAX_MICROS + 1);
    assertThat(ReadingTime.isValid(micros)).isFalse();
    assertThat(TimeText.violation(text, micros))
        .startsWith("It must lie between the years 1 and 9999");
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

  @ParameterizedTest
  @CsvSource({
    "s, 1793685600000000",
    "ms, 1793685600000",
    "us, 1793685600",
    "ns, 1793685",
  })
  void aUnitThatIsGivenIsNotGuessed(String unit, long micros) {
    // Given
    Text text = new Text();
    text.set("1793685600");
    EpochUnit fixed = EpochUnit.named(unit);

    // Then
    assertThat(TimeText.parse(text, fixed, Rounding.DOWN)).isEqualTo(micros);
    assertThat(TimeText.ofEpoch(1_793_685_600, fixed)).isEqualTo(micros);
  }

  @Test
  void otherUnitsHaveNoName() {
    assertThat(EpochUnit.named("min")).isNull();
  }

  @Property(tries = 5000)
  void wholeNumbersReadAsTheirTextsDo(
      @ForAll long number, @ForAll @IntRange(max = 18) int shift, @ForAll Unit unit) {
    // Given
    long shorter = number / (long) Math.pow(10, shift);
    Text text = new Text();
    text.set(Long.toString(shorter));

    // Then
    assertThat(TimeText.ofEpoch(shorter, unit.fixed()))
        .isEqualTo(TimeText.parse(text, unit.fixed(), Rounding.DOWN))
        .isEqualTo(naive(new BigDecimal(shorter), unit.fixed(), Rounding.DOWN));
  }

  @Property(tries = 5000)
  void numbersAreReadAsBigDecimalReadsThem(
      @ForAll @BigRange(min = "-3e20", max = "3e20") @Scale(12) BigDecimal number,
      @ForAll @IntRange(max = 24) int shift,
      @ForAll boolean isPlain,
      @ForAll Unit unit,
      @ForAll Rounding rounding) {
    // Given
    BigDecimal smaller = number.movePointLeft(shift);
    Text text = new Text();
    text.set(isPlain ? smaller.toPlainString() : smaller.toString());

    // Then
    assertThat(TimeText.parse(text, unit.fixed(), rounding))
        .isEqualTo(naive(smaller, unit.fixed(), rounding));
  }

  /** jqwik gives no null for an enum without annotations that NullAway does not know. */
  enum Unit {
    GUESSED,
    SECONDS,
    MILLISECONDS,
    MICROSECONDS,
    NANOSECONDS;

    @Nullable EpochUnit fixed() {
      return this == GUESSED ? null : EpochUnit.valueOf(name());
    }
  }

  private static long naive(BigDecimal number, @Nullable EpochUnit fixed, Rounding rounding) {
    BigDecimal size = number.abs();
    EpochUnit unit = fixed;
    if (unit == null) {
      unit =
          size.compareTo(new BigDecimal("5e9")) < 0
              ? EpochUnit.SECONDS
              : size.compareTo(new BigDecimal("5e12")) < 0
                  ? EpochUnit.MILLISECONDS
                  : size.compareTo(new BigDecimal("5e15")) < 0
                      ? EpochUnit.MICROSECONDS
                      : EpochUnit.NANOSECONDS;
    }
    int exponent =
        switch (unit) {
          case SECONDS -> 6;
          case MILLISECONDS -> 3;
          case MICROSECONDS -> 0;
          case NANOSECONDS -> -3;
        };
    return number
        .movePointRight(exponent)
        .setScale(0, rounding == Rounding.UP ? RoundingMode.CEILING : RoundingMode.FLOOR)
        .max(BigDecimal.valueOf(ReadingTime.MIN_MICROS - 1))
        .min(BigDecimal.valueOf(ReadingTime.MAX_MICROS + 1))
        .longValueExact();
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
    assertThat(micros)
        .satisfiesAnyOf(
            none -> assertThat(none).isEqualTo(TimeText.NOT_A_TIME),
            time ->
                assertThat(time).isBetween(ReadingTime.MIN_MICROS - 1, ReadingTime.MAX_MICROS + 1));
  }

  private static long parse(String time) {
    return TimeText.parse(time, Rounding.DOWN);
  }
}
