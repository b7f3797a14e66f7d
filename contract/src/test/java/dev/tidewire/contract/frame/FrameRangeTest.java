package dev.tidewire.contract.frame;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The readings of one series and span, out of a frame. */
class FrameRangeTest {
  @Provide
  Arbitrary<ReadingColumns> readings() {
    return ManyReadings.any();
  }

  @Property
  void aRange_isWhatTheWholeFrameHasOfIt(
      @ForAll("readings") ReadingColumns readings,
      @ForAll @IntRange(max = 999) int first,
      @ForAll @IntRange(max = 999) int last,
      @ForAll @IntRange(min = -1, max = 1) int more) {
    // Given
    byte[] frame = FrameEncoder.encode(readings, 0, readings.size());
    int at = first % readings.size();
    long seriesId = readings.seriesId(at);
    long from = readings.timeMicros(at) + more;
    long to = readings.timeMicros(last % readings.size()) + more;

    // When
    DecodedFrame decoded = FrameDecoder.readings(frame, seriesId, from, to);

    // Then
    assertThat(decoded).isEqualTo(only(readings, seriesId, from, to));
  }

  @Property
  void allTimes_areAllReadingsOfTheSeries(
      @ForAll("readings") ReadingColumns readings, @ForAll @IntRange(max = 999) int chance) {
    // Given
    byte[] frame = FrameEncoder.encode(readings, 0, readings.size());
    long seriesId = readings.seriesId(chance % readings.size());

    // When
    DecodedFrame decoded = FrameDecoder.readings(frame, seriesId, Long.MIN_VALUE, Long.MAX_VALUE);

    // Then
    assertThat(decoded).isEqualTo(only(readings, seriesId, Long.MIN_VALUE, Long.MAX_VALUE));
  }

  @Property
  void anotherSeries_hasNoReadings(
      @ForAll("readings") ReadingColumns readings, @ForAll long seriesId) {
    // Given
    byte[] frame = FrameEncoder.encode(readings, 0, readings.size());

    // When
    DecodedFrame decoded = FrameDecoder.readings(frame, seriesId, Long.MIN_VALUE, Long.MAX_VALUE);

    // Then
    assertThat(decoded).isEqualTo(only(readings, seriesId, Long.MIN_VALUE, Long.MAX_VALUE));
  }

  @Property
  void anyBytes_neverThrow(@ForAll byte[] bytes, @ForAll long seriesId) {
    assertThat(FrameDecoder.readings(bytes, seriesId, Long.MIN_VALUE, Long.MAX_VALUE))
        .isInstanceOf(BrokenFrame.class);
  }

  @Property
  void anyHeader_neverThrows(
      @ForAll @Size(FrameHeader.LENGTH) byte[] header,
      @ForAll @IntRange(max = 64) int most,
      @ForAll long from,
      @ForAll long to) {
    // Given: a header with a plausible beginning
    byte[] frame = HostileFrame.withHeader(header, most);
    long seriesId = FrameHeader.read(frame).seriesBase();

    // When
    DecodedFrame decoded = FrameDecoder.readings(frame, seriesId, from, to);

    // Then
    assertThatItIsPossible(decoded, seriesId, from, to);
  }

  @Property
  void whatAWrongEncoderWrote_givesReadingsOfTheRangeOrAFault(
      @ForAll("readings") ReadingColumns readings,
      @ForAll @IntRange(max = 999) int chance,
      @ForAll @Size(min = 1, max = 20) int[] flips) {
    // Given
    byte[] frame = FrameEncoder.encode(readings, 0, readings.size());
    for (int flip : flips) {
      frame[Math.floorMod(flip, frame.length)] ^= (byte) (1 << (flip >>> 29));
    }
    long seriesId = readings.seriesId(chance % readings.size());
    long from = readings.timeMicros(chance % readings.size());
    long to = readings.timeMicros(readings.size() - 1);

    // When
    DecodedFrame decoded = FrameDecoder.readings(HostileFrame.ended(frame), seriesId, from, to);

    // Then
    assertThatItIsPossible(decoded, seriesId, from, to);
  }

  private static void assertThatItIsPossible(
      DecodedFrame decoded, long seriesId, long from, long to) {
    if (decoded instanceof ReadingColumns some) {
      assertThat(only(some, seriesId, from, to)).isEqualTo(some);
      for (int i = 1; i < some.size(); i++) {
        assertThat(some.timeMicros(i)).isGreaterThan(some.timeMicros(i - 1));
      }
    }
  }

  private static ReadingColumns only(ReadingColumns all, long seriesId, long from, long to) {
    ReadingColumns some = new ReadingColumns(0);
    for (int i = 0; i < all.size(); i++) {
      if (all.seriesId(i) == seriesId && all.timeMicros(i) >= from && all.timeMicros(i) < to) {
        some.add(all, i, i + 1);
      }
    }
    return some;
  }
}
