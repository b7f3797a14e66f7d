package dev.tidewire.processing.intake;

import dev.tidewire.contract.BatchSink;
import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.contract.Malformed;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.SeriesNames;
import dev.tidewire.processing.series.NamedSeries;
import dev.tidewire.processing.series.SeriesDictionary;
import dev.tidewire.processing.series.SeriesNumbers;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The readings that a poll holds of one partition, in the order of their records, in primitive
 * columns; those that are too old are set apart. Not thread-safe.
 */
public final class SourceReadings implements BatchSink {
  private final int source;
  private final SeriesNumbers numbers;
  private final RecordEnds records = new RecordEnds();
  private final ExpiredReadings expired;
  private int taken;

  private int[] series = new int[16];
  private long[] times = new long[16];
  private double[] values = new double[16];
  private int size;

  SourceReadings(int source, SeriesDictionary dictionary, long horizonMicros) {
    this.source = source;
    this.numbers = new SeriesNumbers(source, dictionary);
    this.expired = new ExpiredReadings(horizonMicros);
  }

  /** Takes the readings of a record; none, and the reason, when it holds no batch. */
  @Nullable Malformed add(SourceRecord record) {
    int knownBefore = numbers.size();
    int sizeBefore = size;
    int takenBefore = taken;
    expired.begin();
    byte[] value = record.value();
    Malformed malformed =
        value == null
            ? new Malformed(DeadLetterReason.UNDECODABLE, "the record has no value")
            : ReadingBatchCodec.decode(value, this);
    if (malformed == null) {
      expired.end(record);
      if (size > sizeBefore) {
        records.add(record, size);
      }
    } else {
      size = sizeBefore;
      taken = takenBefore;
      numbers.keepFirst(knownBefore);
      findLast();
    }
    return malformed;
  }

  /** Some of them may have been in the record that was taken back. */
  private void findLast() {
    numbers.all().forEach(one -> one.seenAt(NamedSeries.NEVER));
    for (int i = 0; i < size; i++) {
      numbers.get(series[i]).seenAt(i);
    }
  }

  @Override
  public int find(byte[] record, int from, int to) {
    return numbers.find(record, from, to);
  }

  @Override
  public int number(SeriesNames names, byte[] bytes, int from, int to) {
    return numbers.number(names, bytes, from, to);
  }

  @Override
  public void readings(int number, long[] newTimes, double[] newValues, int count) {
    taken += count;
    if (size + count > times.length) {
      grow(size + count);
    }
    int before = size;
    for (int i = 0; i < count; i++) {
      if (expired.isKept(newTimes[i])) {
        series[size] = number;
        times[size] = newTimes[i];
        values[size++] = newValues[i];
      } else {
        expired.add(numbers.get(number), newTimes[i], newValues[i]);
      }
    }
    if (size > before) {
      numbers.get(number).seenAt(size - 1);
    }
  }

  private void grow(int needed) {
    int capacity = Math.max(needed, size * 2);
    series = Arrays.copyOf(series, capacity);
    times = Arrays.copyOf(times, capacity);
    values = Arrays.copyOf(values, capacity);
  }

  /** The partition. */
  public int source() {
    return source;
  }

  /**
   * The series, in the order of their first readings; a reading has the place of its own. Some may
   * have no readings, because all of theirs are too old.
   */
  public List<NamedSeries> series() {
    return numbers.all();
  }

  /** The readings that are too old, one batch for each record. */
  List<RefusedReadings> expired() {
    return expired.all();
  }

  /** All records are decoded: keeps no more than their readings and series. */
  void end() {
    numbers.rest();
  }

  /** What the names of the series take that have to be looked up. */
  long unknownBytes() {
    return numbers.unknownBytes();
  }

  /** The number of readings, those that are too old included. */
  int taken() {
    return taken;
  }

  /** The number of readings. */
  public int size() {
    return size;
  }

  /** The place of the series of reading {@code i}. */
  public int series(int i) {
    return series[i];
  }

  /** The {@link dev.tidewire.contract.ReadingTime} of reading {@code i}. */
  public long timeMicros(int i) {
    return times[i];
  }

  /** The value of reading {@code i}, as it was sent. */
  public double value(int i) {
    return values[i];
  }

  /** The record that holds reading {@code i}. */
  public SourceRecord record(int i) {
    return records.of(i);
  }
}
