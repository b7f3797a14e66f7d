package dev.tidewire.ingest.csv;

import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.format.Parameter;
import dev.tidewire.ingest.format.RequestFacts;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a query says about the dialect of a file. */
final class DialectParameters {
  private static final String TAB = "tab";
  private static final String DELIMITERS = "[\\p{Punct}&&[^\"'.+-]]|tab|\t";

  private static final Parameter DELIMITER =
      matching("delimiter", DELIMITERS, "be one character, like ; or |, or the word tab");
  private static final Parameter DECIMAL =
      matching("decimal", "[.,]", "be . or ,; thousands separators are not read");
  private static final Parameter SKIP_LINES =
      matching("skip-lines", "\\d{1,4}", "be a number of lines, 0 to 9999");
  private static final Parameter COMMENT =
      matching(
          "comment", "[^\\s\"\\p{Cntrl}]{1,8}", "be the 1 to 8 characters that begin a comment");
  private static final Parameter COLUMNS =
      matching(
          "columns",
          "[^\\p{Cntrl}]{1,65536}",
          "be the names of all columns with commas between them, such as time,value");
  private static final Parameter TIME_COLUMN =
      matching(
          "time-column",
          "[^\\p{Cntrl}]{1,512}",
          "be the name of a column, or of two with a comma between them, such as Date,Time");
  private static final Parameter NULL =
      matching("null", "[^\\p{Cntrl}]{1,512}", "be texts with commas between them, such as NA,?");
  private static final Parameter HEADER = Parameter.flag("header");
  private static final Parameter WIDE = Parameter.flag("wide");
  private static final Parameter HEADER_UNITS = Parameter.flag("header-units");

  /** The parameters that are read here. */
  static final List<Parameter> ALL =
      List.of(
          DELIMITER,
          DECIMAL,
          SKIP_LINES,
          COMMENT,
          HEADER,
          COLUMNS,
          TIME_COLUMN,
          NULL,
          WIDE,
          HEADER_UNITS);

  private static final Set<String> NAMES =
      ALL.stream().map(Parameter::name).collect(Collectors.toUnmodifiableSet());

  private DialectParameters() {}

  /** What is said; refuses what cannot be meant together. */
  static Dialect of(RequestFacts facts) throws BodyRefusedException {
    if (Collections.disjoint(NAMES, facts.parameters().keySet())) {
      return Dialect.UNSAID;
    }
    String columns = facts.parameter(COLUMNS, "");
    String nulls = facts.parameter(NULL, "");
    Dialect said =
        new Dialect(
            character(facts.parameter(DELIMITER, "")),
            character(facts.parameter(DECIMAL, "")),
            Integer.parseInt(facts.parameter(SKIP_LINES, "-1")),
            facts.parameter(COMMENT, ""),
            columns.isEmpty() ? List.of() : List.of(columns.split(",", -1)),
            facts.parameter(TIME_COLUMN, ""),
            nulls.isEmpty() ? List.of() : List.of(nulls.split(",", -1)),
            isTrue(facts, WIDE),
            isTrue(facts, HEADER_UNITS),
            Dialect.Layout.PLAIN);
    check(said, facts);
    return said;
  }

  /** A delimiter as the parameter names it. */
  static String name(char delimiter) {
    return delimiter == '\t' ? TAB : String.valueOf(delimiter);
  }

  private static void check(Dialect said, RequestFacts facts) throws BodyRefusedException {
    boolean isHeaderless = facts.parameter(HEADER, "true").equals("false");
    if (isHeaderless && said.hasHeader()) {
      throw refused(HEADER, "Without a header say ?columns=, such as columns=time,value.");
    }
    if (!isHeaderless && !said.hasHeader()) {
      throw refused(COLUMNS, "It goes with header=false; a header names the columns itself.");
    }
    if (said.decimal() != Dialect.NOT_SAID && said.decimal() == said.delimiter()) {
      throw refused(DECIMAL, "It must not be the delimiter.");
    }
    if (said.comment().indexOf(said.delimiter()) == 0) {
      throw refused(COMMENT, "It must not begin with the delimiter.");
    }
    if (said.hasUnits() && !said.isWide()) {
      throw refused(HEADER_UNITS, "It goes with wide=true.");
    }
    if (said.isWide() && facts.parameters().containsKey(Parameter.METRIC.name())) {
      throw refused(Parameter.METRIC, "With wide=true the names of the columns are the metrics.");
    }
  }

  private static Parameter matching(String name, String pattern, String violation) {
    return new Parameter(name, value -> violation(name, value, pattern, violation));
  }

  private static @Nullable String violation(
      String name, String value, String pattern, String violation) {
    return value.matches(pattern) ? null : name + " must " + violation;
  }

  private static boolean isTrue(RequestFacts facts, Parameter flag) {
    return facts.parameter(flag, "false").equals("true");
  }

  private static char character(String name) {
    return name.equals(TAB) ? '\t' : name.isEmpty() ? Dialect.NOT_SAID : name.charAt(0);
  }

  private static BodyRefusedException refused(Parameter parameter, String detail) {
    return new BodyRefusedException(
        Problem.of(
            ProblemType.INVALID_PARAMETER,
            List.of(ItemError.ofParameter(parameter.name(), detail))));
  }
}
