package dev.tidewire.ingest.csv;

import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.platform.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Recognises what is between the fields: that by which the first lines make sense. */
final class Delimiter {
  private static final List<Character> CANDIDATES = List.of(',', ';', '\t', '|');
  private static final int MAX_FIELDS = 1_024;

  private Delimiter() {}

  /** The dialect with a delimiter, which is told where it is recognised and no comma. */
  static Dialect recognise(Dialect said, FirstLines lines, Map<String, String> told)
      throws BodyRefusedException {
    if (said.delimiter() != Dialect.NOT_SAID) {
      return said;
    }
    List<Character> possible = possible(said, lines);
    if (possible.size() > 1) {
      throw new BodyRefusedException(
          ProblemType.UNREADABLE_BODY,
          "The first lines can be read as separated by %s. Say by ?delimiter= which it is."
              .formatted(
                  possible.stream()
                      .map(delimiter -> '"' + DialectParameters.name(delimiter) + '"')
                      .collect(Collectors.joining(" or "))));
    }
    if (possible.isEmpty()) {
      return said.with(said.decimal() == ',' ? ';' : ',', said.decimal());
    }
    char delimiter = possible.get(0);
    if (delimiter != ',') {
      told.put("delimiter", DialectParameters.name(delimiter));
    }
    return said.with(delimiter, said.decimal());
  }

  /** Whether the first line that is no comment can be a header. */
  static boolean isHeader(Dialect said, FirstLines lines) {
    return said.delimiter() == Dialect.NOT_SAID
        ? !possible(said, lines).isEmpty()
        : fits(said, lines.after(said.skippedLines(), said.comment()), said.delimiter());
  }

  /** The fields of a line, or null where it cannot be split. */
  static @Nullable List<String> split(String line, char delimiter) {
    return split(line, new CsvRow(delimiter, MAX_FIELDS));
  }

  private static List<Character> possible(Dialect said, FirstLines lines) {
    List<String> seen = lines.after(said.skippedLines(), said.comment());
    return CANDIDATES.stream()
        .filter(delimiter -> delimiter != said.decimal() && fits(said, seen, delimiter))
        .toList();
  }

  private static boolean fits(Dialect said, List<String> lines, char delimiter) {
    if (lines.isEmpty()) {
      return false;
    }
    CsvRow row = new CsvRow(delimiter, MAX_FIELDS);
    List<String> names = said.hasHeader() ? split(lines.get(0), row) : said.columns();
    if (names == null || names.size() < 2 || said.hasHeader() && !namesTime(names, said)) {
      return false;
    }
    List<String> records = lines.subList(said.hasHeader() ? 1 : 0, lines.size());
    long fitting =
        records.stream().filter(line -> isSplit(line, row) && row.size() == names.size()).count();
    return 2 * fitting >= records.size();
  }

  private static boolean namesTime(List<String> names, Dialect said) {
    return TimeColumns.in(names, said) != null || HomeAssistant.isHeader(names);
  }

  private static @Nullable List<String> split(String line, CsvRow row) {
    return isSplit(line, row) ? row.toList() : null;
  }

  private static boolean isSplit(String line, CsvRow row) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return row.split(bytes, 0, bytes.length) == null;
  }
}
