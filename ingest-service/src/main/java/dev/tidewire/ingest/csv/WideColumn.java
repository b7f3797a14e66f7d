package dev.tidewire.ingest.csv;

import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.format.Quoted;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.text.Text;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A column of a wide file, and what has become of its cells so far. */
final class WideColumn {
  private final int index;
  private final String metric;
  private final Text unit = new Text();
  private boolean hasNumbers;
  private int skipped;

  /** Cells with text before the first number: the column may hold none at all. */
  private int texts;

  private int firstTextLine;
  private String firstText = "";

  WideColumn(int index, String metric, String unit) {
    this.index = index;
    this.metric = metric;
    this.unit.set(unit);
  }

  int index() {
    return index;
  }

  String metric() {
    return metric;
  }

  Text unit() {
    return unit;
  }

  /** Leaves out a cell that stands for no number. */
  void skip() {
    skipped++;
  }

  /** Notes a number; tells of the texts above it. */
  void number(ReadingSink sink) throws BodyRefusedException {
    if (hasNumbers) {
      return;
    }
    hasNumbers = true;
    if (texts > 0) {
      sink.skip(-texts);
      String others =
          texts == 1 ? "" : ", as is no other of %d cells above the first number".formatted(texts);
      sink.reject(
          "column %s is no number here: %s%s".formatted(Quoted.of(metric), firstText, others),
          new Position.Line(firstTextLine));
    }
  }

  /**
   * Takes a cell that is no number; returns how many values are left out by that.
   *
   * @param violation what is wrong with it, which is asked for only where it is told
   */
  int text(Text cell, Supplier<@Nullable String> violation, ReadingSink sink, int line)
      throws BodyRefusedException {
    if (hasNumbers) {
      sink.reject(
          "column %s %s".formatted(Quoted.of(metric), violation.get()), new Position.Line(line));
      return 0;
    }
    if (texts++ == 0) {
      firstText = Quoted.of(cell.toString());
      firstTextLine = line;
    }
    return 1;
  }

  /** Tells what was left out. */
  void finish(ReadingSink sink) {
    if (hasNumbers) {
      sink.skippedIn(metric, skipped);
    } else if (texts + skipped > 0) {
      sink.noNumbersIn(metric);
    }
  }
}
