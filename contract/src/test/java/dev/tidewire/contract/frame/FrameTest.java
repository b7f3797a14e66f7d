package dev.tidewire.contract.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewire.contract.ReadingTime;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTest {
  private static final long NOON = 1_763_805_600_000_000L;

  @Provide
  Arbitrary<ReadingColumns> readings() {
    return ManyReadings.any();
  }

  @Property
  void everyReading_keepsItsBits(@ForAll("readings") ReadingColumns readings) {
    // When
    byte[] frame = FrameEncoder.encode(readings, 0, readings.size());

    // Then
    assertThat(FrameDecoder.decode(frame)).isEqualTo(readings);
    assertThat(new NaiveFrame(frame).decode()).isEqualTo(readings);
  }

  @Property
  void aRange_isAFrameOfItsOwn(
      @ForAll("readings") ReadingColumns readings, @ForAll @IntRange(max = 999) int chance) {
    // Given
    int from = chance % readings.size();

    // When
    byte[] frame = FrameEncoder.encode(readings, from, readings.size());

    // Then
    ReadingColumns rest = (ReadingColumns) FrameDecoder.decode(frame);
    assertThat(rest.size()).isEqualTo(readings.size() - from);
    assertThat(rest.timeMicros(0)).isEqualTo(readings.timeMicros(from));
    assertThat(rest.value(0)).isEqualTo(readings.value(from));
  }

  @Property
  void anyBytes_neverThrow(@ForAll byte[] bytes) {
    assertThat(FrameDecoder.decode(bytes)).isInstanceOf(BrokenFrame.class);
  }

  @Property
  void anyHeader_neverThrows(
      @ForAll @Size(FrameHeader.LENGTH) byte[] header, @ForAll @IntRange(max = 64) int most) {
    // Given: a header with a plausible beginning
    byte[] frame = HostileFrame.withHeader(header, most);

    // When
    DecodedFrame decoded = FrameDecoder.decode(frame);

    // Then
    assertThat(decoded).isInstanceOf(BrokenFrame.class);
  }

  /** A CRC-32 finds each change of up to 32 bits in a row, for certain. */
  @Property(tries = 100)
  void aFlippedBit_isFoundWhereverItIs(@ForAll("readings") ReadingColumns readings) {
    // Given
    byte[] frame = FrameEncoder.encode(readings, 0, readings.size());
    long series = readings.seriesId(0);

    for (int bit = 0; bit < 8 * frame.length; bit++) {
      // When
      byte[] flipped = HostileFrame.flipped(frame, bit);

      // Then
      assertThat(FrameReader.open(flipped)).as("bit %d", bit).isInstanceOf(BrokenFrame.class);
      assertThat(FrameDecoder.decode(flipped)).isInstanceOf(BrokenFrame.class);
      assertThat(FrameDecoder.readings(flipped, series, Long.MIN_VALUE, Long.MAX_VALUE))
          .isInstanceOf(BrokenFrame.class);
    }
  }

  /** The end is right for the bytes, and the readings are others. */
  @Property
  void whatAWrongEncoderWrote_isFound(
      @ForAll("readings") ReadingColumns readings,
      @ForAll @IntRange(max = 99_999) int at,
      @ForAll byte changed) {
    // Given
    byte[] frame = FrameEncoder.encode(readings, 0, readings.size());
    frame[at % frame.length] = changed;

    // When
    DecodedFrame decoded = FrameDecoder.decode(HostileFrame.ended(frame));

    // Then: between the columns there are bits without a meaning
    if (decoded instanceof ReadingColumns same) {
      assertThat(same).isEqualTo(readings);
    }
  }

  @Property
  void aShorterFrame_isFound(
      @ForAll("readings") ReadingColumns readings, @ForAll @IntRange(max = 99_999) int length) {
    // Given
    byte[] frame = FrameEncoder.encode(readings, 0, readings.size());

    // When
    DecodedFrame decoded = FrameDecoder.decode(Arrays.copyOf(frame, length % frame.length));

    // Then
    assertThat(decoded).isInstanceOf(BrokenFrame.class);
  }

  /** Bytes a reading, in a chunk of 360 readings once in 10 s, with three places. */
  @ParameterizedTest
  @CsvSource({"0, 0, 1.7", "50, 0, 2.5", "50, 20, 3.1", "0, 20, 2.3", "9999, 0, 3.6"})
  void aSeriesThatReportsRegularly_isSmall(int jitterMillis, int everyNthIsMissing, double most) {
    // Given
    SplittableRandom random = new SplittableRandom(1);
    ReadingColumns readings = new ReadingColumns(360);
    long value = 21_500;
    for (int slot = 0; readings.size() < 360; slot++) {
      value += random.nextInt(401) - 200;
      if (everyNthIsMissing == 0 || random.nextInt(everyNthIsMissing) > 0) {
        long jitter = random.nextInt(jitterMillis + 1) * 1_000L;
        readings.add(7, NOON + slot * 10_000_000L + jitter, value / 1_000.0);
      }
    }

    // When
    byte[] frame = FrameEncoder.encode(readings, 0, readings.size());

    // Then
    assertThat(FrameDecoder.decode(frame)).isEqualTo(readings);
    assertThat(frame.length / 360.0).isLessThan(most);
  }

  @Test
  void theExtremes_areKept() {
    // Given
    ReadingColumns readings = new ReadingColumns(0);
    readings.add(Long.MIN_VALUE, ReadingTime.MIN_MICROS, -Double.MAX_VALUE);
    readings.add(Long.MAX_VALUE, ReadingTime.MAX_MICROS, -0.0);

    // When
    byte[] frame = FrameEncoder.encode(readings, 0, 2);

    // Then
    assertThat(FrameDecoder.decode(frame)).isEqualTo(readings);
  }

  @ParameterizedTest
  @CsvSource({"2, 1, 1, 1", "1, 2, 1, 1", "1, 1, 1, 1"})
  void readingsOutOfOrder_areRefused(long series1, long time1, long series2, long time2) {
    // Given
    ReadingColumns readings = new ReadingColumns(0);
    readings.add(series1, time1, 1);
    readings.add(series2, time2, 2);

    // When, Then
    assertThatThrownBy(() -> FrameEncoder.encode(readings, 0, 2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNewerVersion_isNamed() {
    // Given
    ReadingColumns readings = new ReadingColumns(0);
    readings.add(1, NOON, 1);
    byte[] frame = FrameEncoder.encode(readings, 0, 1);
    frame[0] = 2;

    // When
    DecodedFrame decoded = FrameDecoder.decode(frame);

    // Then
    assertThat(decoded)
        .isEqualTo(new BrokenFrame("The version of the frame is 2, and this release reads 1"));
  }
}
