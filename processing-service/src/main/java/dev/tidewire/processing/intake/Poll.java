package dev.tidewire.processing.intake;

import dev.tidewire.contract.Malformed;
import dev.tidewire.processing.series.NamedSeries;
import dev.tidewire.processing.series.SeriesDictionary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The records of one poll, or the first of them, decoded.
 *
 * @param records as Kafka gave them
 * @param sources the readings of all decodable records, by partition, ascending; none without
 *     readings
 * @param undecodable the records that hold no batch
 * @param expired readings that no source holds because they are too old
 */
public record Poll(
    List<SourceRecord> records,
    List<SourceReadings> sources,
    List<UndecodableRecord> undecodable,
    List<RefusedReadings> expired) {
  /** A record, and why it holds no batch. */
  public record UndecodableRecord(SourceRecord source, Malformed malformed) {}

  /**
   * What the names of series that have to be looked up take together, but for those of the last
   * record. Names are several times as large as strings, in a statement and in its answer.
   */
  static final int ENOUGH_UNKNOWN_BYTES = 1 << 20;

  /**
   * Decodes record after record until there are no more, or enough readings, or enough series that
   * have to be looked up.
   *
   * @param enough readings, 1 or more
   * @param dictionary the series whose names need not be read
   * @param horizonMicros the time from which on readings are kept, in microseconds since 1970
   */
  public static Poll of(
      List<SourceRecord> records, int enough, SeriesDictionary dictionary, long horizonMicros) {
    Map<Integer, SourceReadings> sources = new TreeMap<>();
    List<UndecodableRecord> undecodable = new ArrayList<>();
    int taken = 0;
    long size = 0;
    long unknown = 0;
    while (taken < records.size() && size < enough && unknown < ENOUGH_UNKNOWN_BYTES) {
      SourceRecord record = records.get(taken++);
      SourceReadings source =
          sources.computeIfAbsent(
              record.partition(),
              partition -> new SourceReadings(partition, dictionary, horizonMicros));
      int before = source.taken();
      long unknownBefore = source.unknownBytes();
      Malformed malformed = source.add(record);
      size += source.taken() - before;
      unknown += source.unknownBytes() - unknownBefore;
      if (malformed != null) {
        undecodable.add(new UndecodableRecord(record, malformed));
      }
    }
    sources.values().forEach(SourceReadings::end);
    List<RefusedReadings> expired =
        sources.values().stream().flatMap(source -> source.expired().stream()).toList();
    sources.values().removeIf(source -> source.size() == 0);
    return new Poll(records.subList(0, taken), List.copyOf(sources.values()), undecodable, expired);
  }

  /** The series of all readings, those of a source in the order of their first readings. */
  public List<NamedSeries> series() {
    List<NamedSeries> all = new ArrayList<>();
    for (SourceReadings source : sources) {
      for (NamedSeries one : source.series()) {
        if (one.hasReadings()) {
          all.add(one);
        }
      }
    }
    return all;
  }

  /** The offsets that the poll holds of each partition, ascending. */
  public List<OffsetRange> offsets() {
    return OffsetRange.of(records);
  }
}
