package dev.tidewire.ingest.csv;

import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.format.ReadingRules;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.platform.text.Text;
import org.jspecify.annotations.Nullable;

/** Records of one reading each. */
final class LongRecords implements RecordReader {
  private final ReadingRules rules;
  private final ReadingSink sink;
  private final Numbers numbers;
  private final boolean hasNulls;
  private final TimeCells time;
  private final int value;
  private final int sensor;
  private final int metric;
  private final int unit;
  private final Text unitText = new Text();
  private final Text noTags = new Text();
  private int skipped;

  LongRecords(CsvHeader header, Dialect dialect, ReadingRules rules, ReadingSink sink) {
    this.rules = rules;
    this.sink = sink;
    this.numbers = new Numbers(dialect);
    this.hasNulls = !dialect.nulls().isEmpty();
    this.time = new TimeCells(header.time(), rules.times());
    this.value = header.value();
    this.sensor = header.sensor();
    this.metric = header.metric();
    this.unit = header.unit();
  }

  @Override
  public @Nullable String read(CsvRow row, int line) throws BodyRefusedException {
    Text cell = row.field(value);
    if (hasNulls && numbers.isNull(cell)) {
      skipped++;
      sink.skip(1);
      return null;
    }
    ReadingDraft draft = sink.begin();
    String detail = measurement(cell, row, draft);
    if (detail == null) {
      detail = time.read(row, draft);
    }
    if (detail != null) {
      return detail;
    }
    Violation violation = sink.add();
    return violation == null ? null : violation.detail();
  }

  @Override
  public void finish() {
    sink.skippedIn("value", skipped);
  }

  private @Nullable String measurement(Text cell, CsvRow row, ReadingDraft draft) {
    double number = numbers.read(cell, draft);
    String violation = numbers.violation(cell, number);
    if (violation != null) {
      return cell.isEmpty() ? "value is missing" : "value " + violation;
    }
    names(draft, row, draft.measure(number, unitText, noTags));
    return null;
  }

  private void names(ReadingDraft draft, CsvRow row, Text metricText) {
    unitText.clear();
    if (metric >= 0) {
      metricText.set(row.field(metric));
    }
    if (sensor >= 0) {
      draft.sensor().set(row.field(sensor));
    }
    if (unit >= 0) {
      unitText.set(row.field(unit));
    }
    rules.defaults().fill(draft.sensor(), metricText, unitText);
  }
}
