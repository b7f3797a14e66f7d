package dev.tidewire.ingest.csv;

import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.format.Quoted;
import dev.tidewire.platform.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Recognises the decimal sign of a file whose fields have no comma between them. */
final class DecimalSign {
  private static final Pattern COMMA = Pattern.compile("[-+]?\\d*,\\d+(?:[eE][-+]?\\d+)?");
  private static final Pattern POINT = Pattern.compile("[-+]?\\d*\\.\\d+(?:[eE][-+]?\\d+)?");

  /** What may be thousands, too. */
  private static final Pattern THOUSANDS = Pattern.compile("[-+]?[1-9]\\d{0,2}(?:,\\d{3})+");

  private static final List<String> TEXTS = List.of("sensor", "metric", "unit");

  private DecimalSign() {}

  /** The dialect with a decimal sign; a comma is told where it is recognised. */
  static Dialect recognise(Dialect dialect, FirstLines lines, Map<String, String> told)
      throws BodyRefusedException {
    if (dialect.decimal() != Dialect.NOT_SAID) {
      return dialect;
    }
    List<String> cells = dialect.delimiter() == ',' ? List.of() : cells(dialect, lines);
    List<String> commas = cells.stream().filter(c -> COMMA.matcher(c).matches()).toList();
    boolean hasPoints = cells.stream().anyMatch(cell -> POINT.matcher(cell).matches());
    if (commas.isEmpty()) {
      return dialect.with(dialect.delimiter(), '.');
    }
    if (hasPoints || commas.stream().allMatch(cell -> THOUSANDS.matcher(cell).matches())) {
      throw new BodyRefusedException(
          ProblemType.UNREADABLE_BODY,
          "The comma in numbers like %s can be a decimal comma, or part thousands. Say ?decimal=, or"
                  .formatted(Quoted.of(commas.get(0)))
              + " ?decimal=. to tell; separators of thousands are not read.");
    }
    told.put("decimal", ",");
    return dialect.with(dialect.delimiter(), ',');
  }

  /** The cells in which numbers may be. */
  private static List<String> cells(Dialect dialect, FirstLines lines) {
    List<String> seen = lines.after(dialect.skippedLines(), dialect.comment());
    List<String> names = names(dialect, seen);
    TimeColumns time = TimeColumns.in(names, dialect);
    List<String> cells = new ArrayList<>();
    for (String line : seen.stream().skip(dialect.hasHeader() ? 1 : 0).toList()) {
      List<String> fields = Delimiter.split(line, dialect.delimiter());
      for (int i = 0; fields != null && fields.size() == names.size() && i < names.size(); i++) {
        boolean isNumber = !TEXTS.contains(names.get(i).toLowerCase(Locale.ROOT));
        if (isNumber && (time == null || !time.has(i))) {
          cells.add(fields.get(i));
        }
      }
    }
    return cells;
  }

  private static List<String> names(Dialect dialect, List<String> seen) {
    if (!dialect.hasHeader()) {
      return dialect.columns();
    }
    List<String> names = seen.isEmpty() ? null : Delimiter.split(seen.get(0), dialect.delimiter());
    return names == null ? List.of() : names;
  }
}
