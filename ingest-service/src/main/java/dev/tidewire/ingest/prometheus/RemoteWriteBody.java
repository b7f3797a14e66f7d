package dev.tidewire.ingest.prometheus;

import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.ingest.labels.LabelledSeries;
import dev.tidewire.ingest.labels.Named;
import dev.tidewire.ingest.protobuf.ProtobufReader;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.text.EpochUnit;
import dev.tidewire.platform.text.Text;
import dev.tidewire.platform.text.TimeText;

/**
 * A request of series with samples, each of which is a reading. What is wrong with the labels of a
 * series costs the series, and what is wrong with a sample costs the sample. Markers that a series
 * has ended are left out and counted; exemplars and metadata but for units are not read.
 */
final class RemoteWriteBody {
  private static final int VALUE = 1;
  private static final int TIME = 2;

  private final byte[] body;
  private final WriteVersion version;
  private final SeriesNames names;
  private final ReadingSink sink;
  private final SymbolRefs refs;
  private final Text unit = new Text();
  private int number;
  private boolean hasSamples;
  private boolean hasHistograms;

  RemoteWriteBody(byte[] body, WriteVersion version, SeriesNames names, ReadingSink sink)
      throws BodyRefusedException {
    this.body = body;
    this.version = version;
    this.names = names;
    this.sink = sink;
    this.refs = new SymbolRefs(version == WriteVersion.V2 ? Symbols.of(body) : Symbols.none());
  }

  void read() throws BodyRefusedException {
    ProtobufReader request = new ProtobufReader(body);
    while (request.next()) {
      if (request.field() == version.series()) {
        number++;
        readSeries(request);
      }
    }
  }

  private void readSeries(ProtobufReader request) throws BodyRefusedException {
    describe(request.message());
    if (!hasSamples && !hasHistograms) {
      return;
    }
    String detail = refs.labels(names);
    Named named = detail == null ? names.named() : new Named.Refused(detail);
    if (named instanceof Named.Refused refused) {
      reject(refused.detail());
      return;
    }
    if (hasHistograms) {
      reject("native histograms are not stored; send classic ones");
    }
    ProtobufReader series = request.message();
    while (series.next()) {
      if (series.field() == WriteVersion.SAMPLES) {
        readSample(series.message(), (LabelledSeries) named);
      }
    }
  }

  /** Reads what a series has besides the values of samples. */
  private void describe(ProtobufReader series) throws BodyRefusedException {
    names.begin();
    refs.begin();
    unit.clear();
    hasSamples = false;
    hasHistograms = false;
    while (series.next()) {
      int field = series.field();
      hasSamples |= field == WriteVersion.SAMPLES;
      hasHistograms |= field == version.histograms();
      if (field == WriteVersion.LABELS && version == WriteVersion.V1) {
        names.add(series);
      } else if (field == WriteVersion.LABELS) {
        refs.add(series);
      } else if (field == WriteVersion.METADATA && version == WriteVersion.V2) {
        unit.set(refs.unit(series.message()));
      }
    }
  }

  private void readSample(ProtobufReader sample, LabelledSeries series)
      throws BodyRefusedException {
    long bits = 0;
    long millis = 0;
    while (sample.next()) {
      switch (sample.field()) {
        case VALUE -> bits = sample.fixed64();
        case TIME -> millis = sample.integer();
        default -> {
          // Of a later version.
        }
      }
    }
    double value = Double.longBitsToDouble(bits);
    // A series has ended, or has not measured anything, as quantiles without observations.
    if (Double.isNaN(value)) {
      sink.skip(1);
    } else {
      add(value, millis, series);
    }
  }

  private void add(double value, long millis, LabelledSeries series) throws BodyRefusedException {
    if (!Double.isFinite(value)) {
      reject("a value must be finite, but is " + value);
      return;
    }
    ReadingDraft draft = sink.begin();
    draft.setTimeMicros(TimeText.ofEpoch(millis, EpochUnit.MILLISECONDS));
    series.measure(draft, value, LabelledSeries.DEFAULT_FIELD, unit);
    Violation violation = sink.add();
    if (violation != null) {
      reject(violation.detail());
    }
  }

  private void reject(String detail) throws BodyRefusedException {
    sink.reject(detail, new Position.Item(number));
  }
}
