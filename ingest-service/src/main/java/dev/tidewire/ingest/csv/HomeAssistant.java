package dev.tidewire.ingest.csv;

import java.util.List;
import java.util.Map;

/** The history that Home Assistant exports. */
final class HomeAssistant {
  private static final List<String> HEADER = List.of("entity_id", "state", "last_changed");
  private static final List<String> OURS = List.of("sensor", "value", "time");

  private HomeAssistant() {}

  static boolean isHeader(List<String> names) {
    return names.equals(HEADER);
  }

  /**
   * The dialect with our names of the columns, which are told, where the file is such a history.
   */
  static Dialect recognise(Dialect dialect, FirstLines lines, Map<String, String> told) {
    int skipped = Math.max(dialect.skippedLines(), 0);
    boolean isHistory =
        dialect.hasHeader()
            && !dialect.isWide()
            && dialect.timeColumn().isEmpty()
            && lines.lines().size() > skipped
            && HEADER.equals(Delimiter.split(lines.lines().get(skipped), dialect.delimiter()));
    if (!isHistory) {
      return dialect;
    }
    told.put("format", "Home Assistant");
    told.put("columns", String.join(",", OURS));
    return dialect.named(OURS, skipped + 1);
  }
}
