package dev.tidewire.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.ingest.batch.Text;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    "2000-02-29T00:00:00Z, 951782400000000",
  })
  void readsTimes(String text, long micros) {
    assertThat(parse(text)).isEqualTo(micros);
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
        "2026-01-01X00:00:00Z",
        "2026/01/01T00:00:00Z",
        "+026-01-01T00:00:00Z",
        "0000-12-31T23:59:59Z",
        "9999-12-31T23:59:59-01:00",
        "2026-01-01T00:00:00.٣Z",
        "1700000000000000000000",
      })
  void refusesWhatIsNoTime(String text) {
    assertThat(parse(text)).isEqualTo(TimeText.NOT_A_TIME);
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
  void refusesDaysThatTheCalendarDoesNotHave(
      @ForAll @IntRange(min = 1, max = 9999) int year,
      @ForAll @IntRange(min = 1, max = 12) int month,
      @ForAll @IntRange(min = 29, max = 31) int day) {
    boolean exists = day <= LocalDate.of(year, month, 1).lengthOfMonth();
    assertThat(parse("%04d-%02d-%02dT00:00:00Z".formatted(year, month, day)) != TimeText.NOT_A_TIME)
        .isEqualTo(exists);
  }

  @Property
  void neverThrows(@ForAll @StringLength(max = 80) String text) {
    long micros = parse(text);
    assertThat(micros == TimeText.NOT_A_TIME || ReadingTime.isValid(micros)).isTrue();
  }

  private static long parse(String time) {
    Text text = new Text();
    text.set(time);
    return TimeText.parse(text);
  }
}
