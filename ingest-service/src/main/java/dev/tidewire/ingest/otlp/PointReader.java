package dev.tidewire.ingest.otlp;

import dev.tidewire.contract.ReadingTime;
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
import org.jspecify.annotations.Nullable;

/**
 * Reads one data point after another, each of which is taken as a whole or told. A point without a
 * time is of the time of receipt; one that only says that there is no value is left out and
 * counted.
 */
final class PointReader {
  private static final int NO_RECORDED_VALUE = 1;

  private final SeriesNames names;
  private final ReadingSink sink;
  private final Distribution distribution;
  private int number;
  private long flags;
  private long nanos;

  PointReader(SeriesNames names, ReadingSink sink) {
    this.names = names;
    this.sink = sink;
    this.distribution = new Distribution(names);
  }

  /** Reads the data point that a field is. */
  void read(PointKind kind, ProtobufReader field, Text unit) throws BodyRefusedException {
    number++;
    describe(kind, field.message());
    if ((flags & NO_RECORDED_VALUE) != 0) {
      sink.skip(1);
      return;
    }
    Named named = names.ofPoint();
    String detail =
        named instanceof Named.Refused refused
            ? refused.detail()
            : measure(kind, field.message(), (LabelledSeries) named, unit);
    if (detail != null) {
      sink.reject(detail, new Position.Item(number));
    }
  }

  /** Reads what every kind has. */
  private void describe(PointKind kind, ProtobufReader point) throws BodyRefusedException {
    names.beginPoint();
    flags = 0;
    nanos = 0;
    while (point.next()) {
      int field = point.field();
      if (field == kind.attributes()) {
        names.addOfPoint(point);
      } else if (field == kind.flags()) {
        flags = point.integer();
      } else if (field == PointKind.TIME) {
        nanos = point.fixed64();
      }
    }
  }

  private @Nullable String measure(
      PointKind kind, ProtobufReader point, LabelledSeries series, Text unit)
      throws BodyRefusedException {
    ReadingDraft draft = sink.begin();
    if (nanos != 0) {
      // It has no sign: what looks negative is too far ahead to be stored.
      draft.setTimeMicros(
          nanos < 0 ? ReadingTime.MAX_MICROS + 1 : TimeText.ofEpoch(nanos, EpochUnit.NANOSECONDS));
    }
    Measurements out = new Measurements(draft, series, unit);
    String detail =
        kind == PointKind.NUMBER ? value(point, out) : distribution.read(kind, point, out);
    detail = detail == null ? add(draft) : detail;
    if (detail == null && kind != PointKind.NUMBER) {
      sink.skip(distribution.leftOut());
    }
    return detail;
  }

  private static @Nullable String value(ProtobufReader point, Measurements out)
      throws BodyRefusedException {
    int values = 0;
    String detail = "the data point has no value";
    while (point.next()) {
      if (point.field() == PointKind.DOUBLE) {
        values++;
        detail = out.value(point.number());
      } else if (point.field() == PointKind.INTEGER) {
        values++;
        detail = out.value(point.fixed64());
      }
    }
    return values > 1 ? "the data point has two values" : detail;
  }

  private @Nullable String add(ReadingDraft draft) throws BodyRefusedException {
    Violation violation = sink.add();
    if (violation != null) {
      return violation.detail();
    }
    return draft.repeatedMetrics().isEmpty()
        ? null
        : "%s is given twice; the first one was taken".formatted(draft.repeatedMetrics().get(0));
  }
}
