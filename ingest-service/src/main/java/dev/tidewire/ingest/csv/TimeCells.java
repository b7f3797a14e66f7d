package dev.tidewire.ingest.csv;

import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.format.TimeReader;
import dev.tidewire.platform.text.Text;
import org.jspecify.annotations.Nullable;

/** Reads the time of a record, from one or two of its fields. */
final class TimeCells {
  private final TimeColumns columns;
  private final TimeReader times;
  private final Text joined = new Text();

  TimeCells(TimeColumns columns, TimeReader times) {
    this.columns = columns;
    this.times = times;
  }

  /** Gives a draft the time of a record; returns what is wrong with it, or null. */
  @Nullable String read(CsvRow row, ReadingDraft draft) {
    Text text = text(row);
    if (text.isEmpty()) {
      return "time is missing";
    }
    String detail = times.read(text, draft);
    return detail == null ? null : detail + advice(text.toString());
  }

  private Text text(CsvRow row) {
    Text date = row.field(columns.date());
    if (!columns.isJoined()) {
      return date;
    }
    Text clock = row.field(columns.clock());
    joined.set(date);
    if (!clock.isEmpty()) {
      joined.append(' ');
      joined.append(clock.buffer(), 0, clock.length());
    }
    return joined;
  }

  private String advice(String text) {
    String format = times.hasFormat() ? "" : TimeForm.of(text);
    return format.isEmpty() ? "" : "; say its form, as ?time-format=" + format + " does";
  }
}
