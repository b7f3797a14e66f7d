package dev.tidewire.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingBatchCodecTest {
  @Provide
  Arbitrary<ReadingBatch> batches() {
    return ReadingBatches.any();
  }

  @Property
  void everyBatch_roundTrips(@ForAll("batches") ReadingBatch batch) {
    // When
    DecodedBatch decoded = ReadingBatchCodec.decode(ReadingBatchCodec.encode(batch));

    // Then
    assertThat(decoded).isEqualTo(batch);
  }

  @Property
  void decodedSeries_takeMoreReadings(@ForAll("batches") ReadingBatch batch) {
    // Given
    ReadingBatch decoded = (ReadingBatch) ReadingBatchCodec.decode(ReadingBatchCodec.encode(batch));

    for (SeriesReadings series : decoded.series()) {
      int size = series.size();

      // When
      series.add(1, 2.5);

      // Then
      assertThat(series.size()).isEqualTo(size + 1);
      assertThat(series.timeMicros(size)).isEqualTo(1);
      assertThat(series.value(size)).isEqualTo(2.5);
    }
  }

  @Property
  void arbitraryBytes_neverThrow(@ForAll byte[] bytes) {
    // When
    DecodedBatch decoded = ReadingBatchCodec.decode(bytes);

    // Then
    assertThat(decoded).isInstanceOf(Malformed.class);
  }

  @Property
  void flippedByte_decodesToSomethingValidOrMalformed(
      @ForAll("batches") ReadingBatch batch, @ForAll @IntRange(max = 9999) int at, @ForAll byte b) {
    // Given
    byte[] bytes = ReadingBatchCodec.encode(batch);
    bytes[at % bytes.length] = b;

    // When
    DecodedBatch decoded = ReadingBatchCodec.decode(bytes);

    // Then
    if (decoded instanceof ReadingBatch valid) {
      assertThat(ReadingBatchCodec.decode(ReadingBatchCodec.encode(valid))).isEqualTo(valid);
      assertThat(valid.series()).allSatisfy(ReadingBatchCodecTest::assertWithinLimits);
    }
  }

  @Property
  void truncatedBatch_isMalformedOrHoldsFewerSeries(
      @ForAll("batches") ReadingBatch batch, @ForAll @IntRange(max = 9999) int at) {
    // Given
    byte[] bytes = ReadingBatchCodec.encode(batch);
    byte[] truncated = Arrays.copyOf(bytes, at % bytes.length);

    // When
    DecodedBatch decoded = ReadingBatchCodec.decode(truncated);

    // Then
    if (decoded instanceof ReadingBatch prefix) {
      assertThat(batch.series()).startsWith(prefix.series().toArray(SeriesReadings[]::new));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void valueThatIsNotFinite_isInvalid(double value) {
    // Given
    byte[] bytes = ReadingBatchCodec.encode(batchOf("s", "m", 0, value));

    // When
    DecodedBatch decoded = ReadingBatchCodec.decode(bytes);

    // Then
    assertThat(decoded)
        .isEqualTo(
            new Malformed(
                DeadLetterReason.INVALID_READING,
                "series 0: reading 0: value must be finite, but is " + value));
  }

  @ParameterizedTest
  @CsvSource({"'',m", "s,''", "a\u0000b,m", "s,a\u0007b"})
  void nameOutsideTheLimits_isInvalid(String sensor, String metric) {
    // When
    DecodedBatch decoded =
        ReadingBatchCodec.decode(ReadingBatchCodec.encode(batchOf(sensor, metric, 0, 1)));

    // Then
    assertThat(decoded)
        .isInstanceOfSatisfying(
            Malformed.class,
            malformed ->
                assertThat(malformed.reason()).isEqualTo(DeadLetterReason.INVALID_READING));
  }

  @ParameterizedTest
  @ValueSource(longs = {ReadingTime.MIN_MICROS - 1, ReadingTime.MAX_MICROS + 1, Long.MAX_VALUE})
  void timeOutsideTheLimits_isInvalid(long time) {
    // When
    DecodedBatch decoded =
        ReadingBatchCodec.decode(ReadingBatchCodec.encode(batchOf("s", "m", time, 1)));

    // Then
    assertThat(decoded)
        .isEqualTo(
            new Malformed(
                DeadLetterReason.INVALID_READING,
                "series 0: reading 0: time is outside the years 1 to 9999"));
  }

  @Test
  void laterVersion_isUnknown() {
    // Given
    byte[] bytes = {8, 2};

    // When
    DecodedBatch decoded = ReadingBatchCodec.decode(bytes);

    // Then
    assertThat(decoded)
        .isEqualTo(
            new Malformed(
                DeadLetterReason.UNKNOWN_VERSION,
                "the batch is of format version 2; this release reads version 1"));
  }

  @Test
  void laterVersion_isUnknownWhateverFollows() {
    // Given
    byte[] bytes = {8, 2, 18, -1};

    // When
    DecodedBatch decoded = ReadingBatchCodec.decode(bytes);

    // Then
    assertThat(decoded)
        .isInstanceOfSatisfying(
            Malformed.class,
            malformed ->
                assertThat(malformed.reason()).isEqualTo(DeadLetterReason.UNKNOWN_VERSION));
  }

  @Test
  void batchWithoutSeries_isUndecodable() {
    assertThat(ReadingBatchCodec.decode(new byte[] {8, 1}))
        .isEqualTo(new Malformed(DeadLetterReason.UNDECODABLE, "the batch holds no series"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, holds no reading",
    "2, 1, has 2 times but 1 values",
    "1, 2, has 1 times but 2 values"
  })
  void columnsThatDoNotMatch_areInvalid(int times, int values, String detail) throws Exception {
    // Given
    byte[] series = new byte[100];
    CodedOutputStream out = CodedOutputStream.newInstance(series);
    out.writeString(1, "s");
    out.writeString(2, "m");
    for (int i = 0; i < times; i++) {
      out.writeSInt64(5, 1);
    }
    for (int i = 0; i < values; i++) {
      out.writeDouble(6, 1);
    }
    byte[] batch = new byte[200];
    CodedOutputStream whole = CodedOutputStream.newInstance(batch);
    whole.writeUInt32(1, 1);
    whole.writeByteArray(2, Arrays.copyOf(series, out.getTotalBytesWritten()));

    // When
    DecodedBatch decoded =
        ReadingBatchCodec.decode(Arrays.copyOf(batch, whole.getTotalBytesWritten()));

    // Then
    assertThat(decoded)
        .isEqualTo(new Malformed(DeadLetterReason.INVALID_READING, "series 0: " + detail));
  }

  @Test
  void moreThan32Tags_areInvalid() {
    // Given
    Map<String, String> tags = new HashMap<>();
    for (int i = 0; i < 33; i++) {
      tags.put("tag-" + i, "");
    }
    SeriesReadings readings = new SeriesReadings(new SeriesKey("s", "m"), null, tags, 1);
    readings.add(0, 1);

    // When
    DecodedBatch decoded =
        ReadingBatchCodec.decode(ReadingBatchCodec.encode(new ReadingBatch(List.of(readings))));

    // Then
    assertThat(decoded)
        .isEqualTo(
            new Malformed(DeadLetterReason.INVALID_READING, "series 0: has more than 32 tags"));
  }

  private static ReadingBatch batchOf(String sensor, String metric, long time, double value) {
    SeriesReadings readings = new SeriesReadings(new SeriesKey(sensor, metric), null, Map.of(), 1);
    readings.add(time, value);
    return new ReadingBatch(List.of(readings));
  }

  private static void assertWithinLimits(SeriesReadings readings) {
    assertThat(Names.sensorViolation(readings.series().sensor())).isNull();
    assertThat(Names.metricViolation(readings.series().metric())).isNull();
    assertThat(Names.tagsViolation(readings.tags())).isNull();
    for (int i = 0; i < readings.size(); i++) {
      assertThat(readings.value(i)).isFinite();
      assertThat(ReadingTime.isValid(readings.timeMicros(i))).isTrue();
    }
  }
}
