package dev.tidewire.bench.report;

import java.util.List;
import java.util.stream.Stream;

/**
 * A table of the report.
 *
 * @param title empty when the report has only this section
 * @param note what was done, in a sentence; may be empty
 * @param peers have columns of their own
 */
public record Section(String title, String note, List<Row> rows, List<PeerFigures> peers) {
  /** A section of rows without peers. */
  public static Section of(String title, String note, List<Row> rows) {
    return new Section(title, note, rows, List.of());
  }

  /** Its head, if it has one, and its table. */
  String text() {
    String head = title.isEmpty() ? "" : "### " + title + "\n\n";
    return head
        + (note.isEmpty() ? "" : note + "\n\n")
        + Table.markdown(
            with(Row.HEAD, peers.stream().map(PeerFigures::name)),
            rows.stream()
                .map(row -> with(row.cells(), peers.stream().map(peer -> peer.cell(row))))
                .toList());
  }

  private static List<String> with(List<String> cells, Stream<String> more) {
    return Stream.concat(cells.stream(), more).toList();
  }

  /** Its rows, named so that those of several sections can be told apart. */
  Stream<Row> namedRows() {
    return title.isEmpty()
        ? rows.stream()
        : rows.stream().map(row -> row.named(title + ": " + row.what()));
  }

  /** All rows of several sections. */
  static List<Row> rowsOf(List<Section> sections) {
    return sections.stream().flatMap(Section::namedRows).toList();
  }
}
