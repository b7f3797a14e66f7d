package dev.tidewire.query.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.query.render.Rfc3339;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeParserTest {
  @Property
  void readsWhatWeWrite(
      @ForAll @LongRange(min = ReadingTime.MIN_MICROS, max = ReadingTime.MAX_MICROS) long micros) {
    assertThat(TimeParser.parse(Rfc3339.format(micros))).isEqualTo(new TimeText.Valid(micros));
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:01Z, 1000000",
    "1970-01-01t00:00:01z, 1000000",
    "1970-01-01T01:00:00+01:00, 0",
    "1969-12-31T19:00:00.5-05:00, 500000",
    "1970-01-01T00:00:00.0000001Z, 1",
    "1970-01-01T00:00:00.000001000Z, 1",
    "1500, 1500000",
    "-1, -1000",
    "0, 0",
  })
  void readsBounds(String text, long micros) {
    assertThat(TimeParser.parse(text)).isEqualTo(new TimeText.Valid(micros));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2026-11-22",
        "2026-11-22T10:00:00",
        "2026-11-22 10:00:00Z",
        "2026-02-30T10:00:00Z",
        "2026-11-22T24:00:00Z",
        "2026-11-22T10:00Z",
        "2026-11-22T10:00:00.Z",
        "2026-11-22T10:00:00.0123456789Z",
        "12026-11-22T10:00:00Z",
        "0000-01-01T00:00:00Z",
        "253402300800000",
        "9999999999999999999999",
        "1.5",
        "+5"
      })
  void refusesTheRest(String text) {
    assertThat(TimeParser.parse(text)).isInstanceOf(TimeText.Malformed.class);
  }

  @Test
  void tellsOfThePlusThatTheUrlAte() {
    TimeText time = TimeParser.parse("2026-11-22T10:00:00 01:00");
    assertThat(((TimeText.Malformed) time).detail()).contains("%2B");
  }
}
