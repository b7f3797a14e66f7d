package dev.tidewire.processing.readings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.contract.frame.FrameDecoder;
import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.processing.intake.OffsetRange;
import dev.tidewire.processing.intake.Poll;
import dev.tidewire.processing.intake.SourceRecord;
import dev.tidewire.processing.series.Identified;
import dev.tidewire.processing.series.KnownSeries;
import dev.tidewire.processing.series.SeriesDictionary;
import dev.tidewire.processing.unit.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadingRuleTest {
  private static final SeriesKey KEY = new SeriesKey("s", "m");

  private final Units units = new Units();

  @Test
  void readingsAreStoredInTheOrderOfTheirRecords_whateverTheirUnit() {
    // When
    PackedSource packed =
        pack("Cel", readings("Cel", 1, 20), readings("K", 1, 273.15), readings(null, 2, 5));

    // Then
    ReadingColumns expected = new ReadingColumns(2);
    expected.add(7, 1, 0);
    expected.add(7, 2, 5);
    assertThat(FrameDecoder.decode(packed.blocks().get(0).body())).isEqualTo(expected);
    assertThat(packed.readings()).isEqualTo(3);
    assertThat(packed.replaced()).isEqualTo(1);
    assertThat(packed.converted()).isEqualTo(1);
    assertThat(packed.refused()).isEmpty();
  }

  @Test
  void readingsThatCannotBeConverted_areRefusedWithTheirRecord() {
    // When
    PackedSource packed = pack("Cel", readings("Cel", 2, 1), readings("m", 1, 20));

    // Then
    assertThat(packed.readings()).isEqualTo(1);
    assertThat(packed.refused())
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.source().offset()).isEqualTo(1);
              assertThat(refused.readings())
                  .isEqualTo(new ReadingBatch(List.of(readings("m", 1, 20))));
              assertThat(refused.reason()).isEqualTo(DeadLetterReason.UNIT_CONFLICT);
            });
  }

  @Test
  void valueThatIsTooLargeInTheOtherUnit_isRefusedAlone() {
    // Given
    SeriesReadings metres = readings("m", 1, 1e307);
    metres.add(2, 3);

    // When
    PackedSource packed = pack("mm", metres);

    // Then
    assertThat(packed.converted()).isEqualTo(1);
    assertThat(packed.refused()).singleElement();
  }

  @Test
  void pollWithNothingButRefusedReadings_hasNoBlocks() {
    assertThat(pack("Cel", readings("m", 1, 20)).blocks()).isEmpty();
  }

  private PackedSource pack(String unit, SeriesReadings... readings) {
    List<SourceRecord> records = new ArrayList<>();
    for (SeriesReadings one : readings) {
      byte[] value = ReadingBatchCodec.encode(new ReadingBatch(List.of(one)));
      int at = records.size();
      records.add(new SourceRecord("topic", 0, at, at + 1, 0, null, value, 0, null));
    }
    Poll poll =
        Poll.of(records, Integer.MAX_VALUE, new SeriesDictionary(1 << 20), ReadingTime.MIN_MICROS);
    Identified.as(poll.series(), names -> new KnownSeries(7, 0, unit, names.unit(), 1));
    return Packing.pack(poll.sources().get(0), new OffsetRange(0, 0, records.size()), units);
  }

  private static SeriesReadings readings(@Nullable String unit, long time, double value) {
    SeriesReadings readings = new SeriesReadings(KEY, unit, Map.of(), 1);
    readings.add(time, value);
    return readings;
  }
}
