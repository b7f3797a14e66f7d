package dev.tidewire.ingest.batch;

import dev.tidewire.contract.EncodedNames;
import dev.tidewire.contract.Partitions;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.platform.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * A series that has been checked, whose names are encoded. Nearly all of it is the encoded bytes,
 * because there may be as many as are sent. Immutable, so that threads may share it without
 * synchronization.
 */
public final class KnownSeries implements Checked {
  private static final int ENCODED_FRAME_BYTES = 32;
  private static final int OBJECTS_BYTES = 72;

  private final EncodedNames encoded;
  private final int hash;
  private final int sensorHash;

  /** Null where it is decoded if it is asked for. */
  private final @Nullable Description description;

  /**
   * @param hash as {@link SeriesCatalog#hash}
   * @param sensorHash as {@link Partitions#hash}
   */
  KnownSeries(EncodedNames encoded, int hash, int sensorHash, @Nullable Description description) {
    this.encoded = encoded;
    this.hash = hash;
    this.sensorHash = sensorHash;
    this.description = description;
  }

  /** The same, in as little memory as it takes. */
  KnownSeries slim() {
    return new KnownSeries(encoded, hash, sensorHash, null);
  }

  EncodedNames encoded() {
    return encoded;
  }

  int hash() {
    return hash;
  }

  SeriesKey key() {
    return new SeriesKey(
        encoded.text(encoded.sensorFrom(), encoded.sensorEnd()),
        encoded.text(encoded.metricFrom(), encoded.metricEnd()));
  }

  int partition(int partitions) {
    return Partitions.of(sensorHash, partitions);
  }

  /** Appends the sensor. */
  void sensor(Text out) {
    append(encoded.sensorFrom(), encoded.sensorEnd(), out);
  }

  /** Appends the metric. */
  void metric(Text out) {
    append(encoded.metricFrom(), encoded.metricEnd(), out);
  }

  private void append(int from, int end, Text out) {
    for (int i = from; i < end; i++) {
      if (encoded.at(i) < 0) {
        out.append(encoded.text(i, end));
        return;
      }
      out.append((char) encoded.at(i));
    }
  }

  /** The number of bytes of the metric. */
  int metricLength() {
    return encoded.metricEnd() - encoded.metricFrom();
  }

  boolean is(Text sensor, Text metric) {
    return is(encoded.sensorFrom(), encoded.sensorEnd(), sensor)
        && is(encoded.metricFrom(), encoded.metricEnd(), metric);
  }

  /** Compares from the end, where names differ most often. */
  private boolean is(int from, int end, Text text) {
    int length = text.length();
    if (end - from != length) {
      return end - from > length && mayBeLonger(from, end) && text.is(encoded.text(from, end));
    }
    for (int i = length - 1; i >= 0; i--) {
      // A byte of a longer sequence is negative, and so no character.
      if (encoded.at(from + i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether there are more bytes than characters. */
  private boolean mayBeLonger(int from, int end) {
    for (int i = from; i < end; i++) {
      if (encoded.at(i) < 0) {
        return true;
      }
    }
    return false;
  }

  boolean isSameSeries(KnownSeries other) {
    return hash == other.hash && encoded.isSameSeries(other.encoded);
  }

  boolean isSame(KnownSeries other) {
    return encoded.isSame(other.encoded);
  }

  boolean isDescribedBy(Measurement measurement) {
    return description().saysOf(measurement);
  }

  private Description description() {
    return description == null ? Description.of(encoded.decode()) : description;
  }

  /** Roughly what it takes in memory; its description may be that of others, too. */
  public int bytes() {
    return OBJECTS_BYTES + encoded.length() + (description == null ? 0 : description.bytes());
  }

  /** An upper bound on the bytes of the series in a batch, without its readings. */
  int encodedBytesBound() {
    return ENCODED_FRAME_BYTES + encoded.length();
  }
}
