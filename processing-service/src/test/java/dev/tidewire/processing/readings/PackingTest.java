package dev.tidewire.processing.readings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.contract.frame.FrameDecoder;
import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.processing.intake.OffsetRange;
import dev.tidewire.processing.intake.Poll;
import dev.tidewire.processing.intake.SourceReadings;
import dev.tidewire.processing.intake.SourceRecord;
import dev.tidewire.processing.series.Identified;
import dev.tidewire.processing.series.KnownSeries;
import dev.tidewire.processing.series.SeriesDictionary;
import dev.tidewire.processing.unit.Units;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PackingTest {
  private static final int HOMES = 3;
  private static final Units UNITS = new Units();

  /** A reading of one of few series at one of few times, so that many have the same place. */
  record Given(int series, long time, double value) {}

  record Place(int home, int source, long series, long time) {}

  @Provide
  Arbitrary<List<List<Given>>> records() {
    Arbitrary<Given> reading =
        Combinators.combine(
                Arbitraries.integers().between(0, 5),
                Arbitraries.longs().between(0, 12),
                Arbitraries.doubles().between(-10, 10))
            .as(Given::new);
    return reading.list().ofMinSize(1).ofMaxSize(15).list().ofMinSize(1).ofMaxSize(6);
  }

  @Property
  void blocks_holdTheLastReadingOfEachPlace(@ForAll("records") List<List<Given>> records) {
    // Given
    Map<Place, Double> expected = new HashMap<>();
    for (int i = 0; i < records.size(); i++) {
      for (Given one : records.get(i)) {
        expected.put(new Place(home(one.series()), i % 2, one.series(), one.time()), one.value());
      }
    }
    Poll poll = poll(records);

    // When
    List<Block> blocks = pack(poll);

    // Then
    Map<Place, Double> packed = new HashMap<>();
    for (Block block : blocks) {
      assertDescribed(block);
      ReadingColumns readings = readings(block);
      for (int i = 0; i < readings.size(); i++) {
        Place place =
            new Place(
                block.home(),
                block.source().partition(),
                readings.seriesId(i),
                readings.timeMicros(i));
        assertThat(packed.put(place, readings.value(i))).isNull();
      }
    }
    assertThat(packed).isEqualTo(expected);
  }

  @Property
  void blocks_comeFromTheRecordsOfTheirSource(@ForAll("records") List<List<Given>> records) {
    // Given
    Map<Integer, OffsetRange> expected = new TreeMap<>();
    for (int i = 0; i < records.size(); i++) {
      int source = i % 2;
      long first = expected.containsKey(source) ? expected.get(source).first() : i;
      expected.put(source, new OffsetRange(source, first, i + 1));
    }
    Poll poll = poll(records);

    // When
    List<Block> blocks = pack(poll);

    // Then
    assertThat(blocks)
        .extracting(Block::source)
        .allSatisfy(source -> assertThat(source).isEqualTo(expected.get(source.partition())));
  }

  @Test
  void manyReadings_areCutIntoBlocksOfEvenSize() {
    // Given
    List<Given> backwards = new ArrayList<>();
    for (int time = 4_000; time > 0; time--) {
      backwards.add(new Given(time % 2 * HOMES, time, time));
    }
    List<Given> corrections = List.of(new Given(0, 2, -2), new Given(HOMES, 501, -501));
    List<Given> elsewhere = List.of(new Given(1, 1, 1));
    Poll poll = poll(List.of(backwards, elsewhere, corrections));

    // When
    List<Block> blocks = pack(poll);

    // Then
    assertThat(blocks).extracting(Block::n).containsExactly(1_333, 1_333, 1_334, 1);
    ReadingColumns all = new ReadingColumns(4_000);
    for (Block block : blocks.subList(0, 3)) {
      assertDescribed(block);
      ReadingColumns readings = readings(block);
      for (int i = 0; i < readings.size(); i++) {
        all.add(readings.seriesId(i), readings.timeMicros(i), readings.value(i));
      }
    }
    for (int i = 0; i < all.size(); i++) {
      long time = i < 2_000 ? 2 * (i + 1) : 2 * (i - 2_000) + 1;
      assertThat(all.seriesId(i)).isEqualTo(i < 2_000 ? 0 : HOMES);
      assertThat(all.timeMicros(i)).isEqualTo(time);
      assertThat(all.value(i)).isEqualTo(time == 2 || time == 501 ? -time : time);
    }
  }

  /** One broken clock would otherwise make a block that reaches over years. */
  @Test
  void readingsFarFromTheOthers_areInBlocksOfTheirOwn() {
    // Given
    long now = 1_763_769_600_000_000L;
    long year = 365 * 86_400_000_000L;
    Poll poll =
        poll(
            List.of(
                List.of(
                    new Given(0, now, 1),
                    new Given(0, now - year, 2),
                    new Given(HOMES, now + 1, 3),
                    new Given(HOMES, now + year, 4),
                    new Given(2 * HOMES, now - 2 * year, 5),
                    new Given(2 * HOMES, now + 2, 6),
                    new Given(3 * HOMES, now + 3, 7),
                    new Given(3 * HOMES + 1, now - year, 8))));

    // When
    List<Block> blocks = pack(poll);

    // Then
    blocks.forEach(PackingTest::assertDescribed);
    assertThat(blocks).extracting(Block::n).containsExactly(2, 4, 1, 1);
    assertThat(blocks)
        .extracting(Block::minTime)
        .containsExactly(now - 2 * year, now, now + year, now - year);
  }

  private static int home(long series) {
    return (int) series % HOMES;
  }

  private static ReadingColumns readings(Block block) {
    return (ReadingColumns) FrameDecoder.decode(block.body());
  }

  private static void assertDescribed(Block block) {
    ReadingColumns readings = readings(block);
    long minTime = Long.MAX_VALUE;
    long maxTime = Long.MIN_VALUE;
    for (int i = 0; i < readings.size(); i++) {
      assertThat(home(readings.seriesId(i))).isEqualTo(block.home());
      minTime = Math.min(minTime, readings.timeMicros(i));
      maxTime = Math.max(maxTime, readings.timeMicros(i));
    }
    assertThat(block.n()).isEqualTo(readings.size()).isPositive();
    assertThat(block.firstSeries()).isEqualTo(readings.seriesId(0));
    assertThat(block.lastSeries()).isEqualTo(readings.seriesId(readings.size() - 1));
    assertThat(block.minTime()).isEqualTo(minTime);
    assertThat(block.maxTime()).isEqualTo(maxTime);
  }

  /** Records of two partitions in turn, with ascending offsets. */
  private static Poll poll(List<List<Given>> records) {
    List<SourceRecord> sources = new ArrayList<>();
    for (List<Given> record : records) {
      List<SeriesReadings> series = new ArrayList<>();
      for (Given reading : record) {
        SeriesReadings readings =
            new SeriesReadings(new SeriesKey("s" + reading.series(), "m"), null, Map.of(), 1);
        readings.add(reading.time(), reading.value());
        series.add(readings);
      }
      byte[] value = ReadingBatchCodec.encode(new ReadingBatch(series));
      int at = sources.size();
      sources.add(new SourceRecord("topic", at % 2, at, at + 1, 0, null, value, 0, null));
    }
    return Poll.of(
        sources, Integer.MAX_VALUE, new SeriesDictionary(1 << 20), ReadingTime.MIN_MICROS);
  }

  private static List<Block> pack(Poll poll) {
    Identified.as(
        poll.series(),
        names -> {
          long id = Long.parseLong(names.key().sensor().substring(1));
          return new KnownSeries(id, home(id), null, null, 1);
        });
    List<Block> blocks = new ArrayList<>();
    for (SourceReadings source : poll.sources()) {
      OffsetRange range =
          poll.offsets().stream()
              .filter(one -> one.partition() == source.source())
              .findFirst()
              .orElseThrow();
      blocks.addAll(Packing.pack(source, range, UNITS).blocks());
    }
    return blocks;
  }
}
