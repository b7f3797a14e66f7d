package dev.tidewire.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Rfc3339Test {
  @Property(tries = 5000)
  void writesWhatJavaTimeWrites(
      @ForAll @LongRange(min = ReadingTime.MIN_MICROS, max = ReadingTime.MAX_MICROS) long micros) {
    assertThat(Rfc3339.format(micros)).isEqualTo(ReadingTime.toInstant(micros).toString());
  }

  @Property
  void writesWholeMillisecondsAndSecondsAsJavaTimeDoes(
      @ForAll @LongRange(min = -62_135_596_800L, max = 253_402_300_799L) long seconds,
      @ForAll @LongRange(min = 0, max = 9) long tenth) {
    long micros = seconds * 1_000_000 + tenth * 100_000;
    assertThat(Rfc3339.format(micros)).isEqualTo(ReadingTime.toInstant(micros).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1970-01-01T00:00:00Z",
    "-1, 1969-12-31T23:59:59.999999Z",
    "1709164800000000, 2024-02-29T00:00:00Z",
    "951868799999000, 2000-02-29T23:59:59.999Z",
    "4107542400000000, 2100-03-01T00:00:00Z",
    "-62135596800000000, 0001-01-01T00:00:00Z",
    "253402300799999999, 9999-12-31T23:59:59.999999Z",
  })
  void writesTheEdges(long micros, String text) {
    assertThat(Rfc3339.format(micros)).isEqualTo(text);
  }
}
