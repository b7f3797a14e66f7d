package dev.tidewire.ingest.csv;

import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.platform.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises what software writes before the header. */
final class Preamble {
  private static final Pattern SEPARATOR =
      Pattern.compile("\"?(?i:sep)=(?<delimiter>[\\p{Punct}\t&&[^\"'.+-]])\"?[,;\t|]*");
  private static final Pattern TOA5 = Pattern.compile("(\"TOA5\"|TOA5),.*");
  private static final Pattern HOBO = Pattern.compile("\"?Plot Title:.*");
  private static final Pattern HOBO_ZONE = Pattern.compile("Date Time, GMT([-+]\\d\\d:\\d\\d)");
  private static final String OF_TOA5 = "NAN";

  private Preamble() {}

  /** The dialect with what the lines before the header tell, which is told as well. */
  static Dialect recognise(Dialect said, FirstLines lines, Map<String, String> told)
      throws BodyRefusedException {
    if (said.skippedLines() >= 0 || !said.hasHeader()) {
      return said;
    }
    Matcher separator = SEPARATOR.matcher(lines.first());
    if (separator.matches()) {
      return separated(said, separator.group("delimiter").charAt(0), told);
    }
    if (TOA5.matcher(lines.first()).matches()) {
      return toa5(said, told);
    }
    return HOBO.matcher(lines.first()).matches()
        ? hobo(said, lines, told)
        : commented(said, lines, told);
  }

  private static Dialect separated(Dialect said, char delimiter, Map<String, String> told)
      throws BodyRefusedException {
    if (said.delimiter() == Dialect.NOT_SAID && said.decimal() == delimiter) {
      throw new BodyRefusedException(
          ProblemType.UNREADABLE_BODY,
          "The first line says that fields are separated by \"%s\", and the query that it is the decimal sign. Say by ?delimiter= what separates the fields."
              .formatted(delimiter));
    }
    told.put("skip-lines", "1");
    Dialect dialect = said.beginning(1, said.layout());
    if (said.delimiter() != Dialect.NOT_SAID) {
      return dialect;
    }
    told.put("delimiter", DialectParameters.name(delimiter));
    return dialect.with(delimiter, said.decimal());
  }

  private static Dialect toa5(Dialect said, Map<String, String> told) throws BodyRefusedException {
    assertWide(said, "TOA5 of a Campbell logger");
    told.put("format", "TOA5");
    told.put("null", OF_TOA5);
    List<String> nulls = new ArrayList<>(said.nulls());
    nulls.add(OF_TOA5);
    return said.beginning(1, Dialect.Layout.TOA5).withNulls(nulls);
  }

  private static Dialect hobo(Dialect said, FirstLines lines, Map<String, String> told)
      throws BodyRefusedException {
    assertWide(said, "of a HOBO logger");
    told.put("format", "HOBO");
    told.put("skip-lines", "1");
    Matcher zone =
        HOBO_ZONE.matcher(String.join("\n", lines.after(1, "").stream().limit(1).toList()));
    if (zone.find()) {
      told.put("timezone", zone.group(1));
    }
    return said.beginning(1, Dialect.Layout.HOBO);
  }

  private static Dialect commented(Dialect said, FirstLines lines, Map<String, String> told) {
    List<String> all = lines.after(0, said.comment());
    boolean isCommented =
        said.comment().isEmpty()
            && !all.isEmpty()
            && all.get(0).startsWith("#")
            && Delimiter.isHeader(said.withComment("#"), lines);
    if (!isCommented) {
      return said;
    }
    told.put("comment", "#");
    return said.withComment("#");
  }

  private static void assertWide(Dialect said, String format) throws BodyRefusedException {
    if (!said.isWide()) {
      throw new BodyRefusedException(
          ProblemType.UNREADABLE_BODY,
          "The file is %s, with a column for each metric: say ?wide=true, and the sensor by ?sensor=."
              .formatted(format));
    }
  }
}
