package dev.tidewire.ingest.csv;

import dev.tidewire.ingest.format.LineReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The lines at the beginning of a body from which its dialect is recognised, all of them whole. */
record FirstLines(List<String> lines) {
  /** How much of a body is looked at. */
  static final int BYTES = 16_384;

  static final int MOST = 50;

  /**
   * The lines of the first {@link #BYTES} of a body, or of all of it.
   *
   * @param most how many of them
   */
  static FirstLines of(byte[] beginning, int most) throws IOException {
    List<String> lines = new ArrayList<>();
    LineReader in = new LineReader(beginning);
    while (lines.size() < most && in.next()) {
      lines.add(new String(in.buffer(), in.start(), in.end() - in.start(), StandardCharsets.UTF_8));
    }
    if (beginning.length == BYTES && lines.size() < most) {
      lines.remove(lines.size() - 1);
    }
    return new FirstLines(lines);
  }

  /** The first line, or nothing. */
  String first() {
    return lines.isEmpty() ? "" : lines.get(0);
  }

  /** The lines after the skipped ones that are neither blank nor comments. */
  List<String> after(int skipped, String comment) {
    return lines.stream()
        .skip(Math.max(skipped, 0))
        .filter(line -> !line.isBlank())
        .filter(line -> comment.isEmpty() || !line.startsWith(comment))
        .toList();
  }
}
