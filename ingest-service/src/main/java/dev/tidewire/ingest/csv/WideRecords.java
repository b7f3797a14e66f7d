package dev.tidewire.ingest.csv;

import dev.tidewire.contract.Names;
import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.format.ReadingRules;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.text.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Records of as many readings as they have numbers. A bad cell costs only itself. */
final class WideRecords implements RecordReader {
  private final ReadingRules rules;
  private final ReadingSink sink;
  private final Numbers numbers;
  private final TimeCells time;
  private final int sensor;
  private final List<WideColumn> columns;
  private final Text noTags = new Text();

  private WideRecords(
      CsvHeader header,
      Dialect dialect,
      List<WideColumn> columns,
      ReadingRules rules,
      ReadingSink sink) {
    this.rules = rules;
    this.sink = sink;
    this.numbers = new Numbers(dialect);
    this.time = new TimeCells(header.time(), rules.times());
    this.sensor = header.sensor();
    this.columns = columns;
  }

  /**
   * Reads records.
   *
   * @param units of all columns; none where the file has no line of them
   */
  static WideRecords of(
      CsvHeader header, Dialect dialect, List<String> units, ReadingRules rules, ReadingSink sink)
      throws BodyRefusedException {
    List<WideColumn> columns = new ArrayList<>();
    Set<String> metrics = new HashSet<>();
    for (int i : header.metrics()) {
      String name = header.name(i);
      HeaderUnit named = dialect.hasUnits() ? HeaderUnit.of(name) : new HeaderUnit(name, "");
      String violation = Names.metricViolation(named.name());
      if (violation != null || !metrics.add(named.name())) {
        throw refused(
            violation == null
                ? "Two columns are named \"%s\" without their units; leave header-units out."
                    .formatted(named.name())
                : "Column %d of the header names no metric: %s.".formatted(i + 1, violation));
      }
      columns.add(new WideColumn(i, named.name(), units.isEmpty() ? named.unit() : units.get(i)));
    }
    return new WideRecords(header, dialect, columns, rules, sink);
  }

  @Override
  public @Nullable String read(CsvRow row, int line) throws BodyRefusedException {
    ReadingDraft draft = sink.begin();
    String detail = time.read(row, draft);
    if (detail != null) {
      return detail;
    }
    if (sensor >= 0) {
      draft.sensor().set(row.field(sensor));
    }
    int skipped = 0;
    for (WideColumn column : columns) {
      skipped += cell(row.field(column.index()), column, draft, line);
    }
    sink.skip(skipped);
    Violation violation = draft.size() == 0 ? null : sink.add();
    return violation == null ? null : violation.detail();
  }

  @Override
  public void finish() {
    for (WideColumn column : columns) {
      column.finish(sink);
    }
  }

  /** Reads a cell; returns how many values are left out by that. */
  private int cell(Text cell, WideColumn column, ReadingDraft draft, int line)
      throws BodyRefusedException {
    if (cell.isEmpty() || numbers.isNull(cell)) {
      column.skip();
      return 1;
    }
    double value = numbers.read(cell, draft);
    if (!Double.isFinite(value)) {
      return column.text(cell, () -> numbers.violation(cell, value), sink, line);
    }
    column.number(sink);
    Text metric = draft.measure(value, column.unit(), noTags);
    metric.set(column.metric());
    rules.defaults().fill(draft.sensor(), metric, column.unit());
    return 0;
  }

  private static BodyRefusedException refused(String detail) {
    return new BodyRefusedException(ProblemType.UNREADABLE_BODY, detail);
  }
}
