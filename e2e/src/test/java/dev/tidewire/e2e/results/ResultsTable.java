package dev.tidewire.e2e.results;

import java.util.ArrayList;
import java.util.List;

/** The table of results between two markers of a page. */
final class ResultsTable {
  private static final String BEGIN = "<!-- results: written by ./mvnw verify -Plong -->";
  private static final String END = "<!-- end of results -->";

  private ResultsTable() {}

  /** The page with these rows in place of older ones of the same faults. */
  static String updated(String page, List<Row> rows) {
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    if (begin < BEGIN.length() || end < begin) {
      throw new IllegalArgumentException("the page has no place for results: " + BEGIN);
    }
    List<String> lines = new ArrayList<>(page.substring(begin, end).strip().lines().toList());
    for (Row row : rows) {
      int place = 0;
      while (place < lines.size() && !row.replaces(lines.get(place))) {
        place++;
      }
      if (place < lines.size()) {
        lines.set(place, row.markdown());
      } else {
        lines.add(row.markdown());
      }
    }
    return page.substring(0, begin)
        + "\n\n"
        + String.join("\n", lines)
        + "\n\n"
        + page.substring(end);
  }
}
