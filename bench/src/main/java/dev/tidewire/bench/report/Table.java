package dev.tidewire.bench.report;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A Markdown table, aligned for a terminal too: the first column left, the others right. */
final class Table {
  private Table() {}

  /** The table of these rows, each with as many cells as the head. */
  static String markdown(List<String> head, List<List<String>> rows) {
    int[] widths =
        IntStream.range(0, head.size())
            .map(
                column ->
                    Stream.concat(Stream.of(head), rows.stream())
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElseThrow())
            .toArray();
    StringBuilder text = new StringBuilder();
    append(text, head, widths);
    for (int i = 0; i < widths.length; i++) {
      String dashes = "-".repeat(widths[i] + 1);
      text.append('|').append(i == 0 ? dashes + '-' : dashes + ':');
    }
    text.append("|\n");
    rows.forEach(row -> append(text, row, widths));
    return text.toString();
  }

  private static void append(StringBuilder text, List<String> row, int[] widths) {
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - row.get(i).length());
      text.append("| ").append(i == 0 ? row.get(i) + padding : padding + row.get(i)).append(' ');
    }
    text.append("|\n");
  }
}
