package dev.tidewire.bench.report;

import java.util.Map;

/**
 * What another store reached in the same run.
 *
 * @param name with its version
 * @param figures by the names of the rows, in their units
 */
public record PeerFigures(String name, Map<String, Double> figures) {
  String cell(Row row) {
    Double figure = figures.get(row.what());
    return figure == null ? "" : row.unit().text(figure);
  }
}
