package dev.tidewire.ingest.format;

import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.platform.text.Text;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads times in the one form that a sender names. Runs of spaces count as one, in the form and in
 * the times.
 */
final class TimePattern {
  /** Readers of names of zones are costly, and CET is several zones. */
  static final Parameter PARAMETER = new Parameter("time-format", TimePattern::violation);

  private static final String EXAMPLE =
      "be a pattern of a date like dd/MM/yyyy HH:mm:ss, which reads 30/11/2026 15:30:00;"
          + " its letters are y, M, d, D, E, H, h, k, K, m, s, S, a, X, x, Z and O, and other text"
          + " stands in single quotes";
  private static final Pattern LETTERS =
      Pattern.compile("(?:[yuMLdDEHhkKmsSaXxZO \\[\\]]|[^a-zA-Z'{}#]|'[^']*')+");
  private static final Pattern WHOLE_DATE =
      Pattern.compile("(?=.*[yu])(?:(?=.*[ML])(?=.*d)|(?=.*D)).*");
  private static final Pattern CLOCK_LETTER = Pattern.compile("[HhkKmsSa]");
  private static final Pattern WHOLE_CLOCK = Pattern.compile("(?:(?=.*[Hk])|(?=.*[hK])(?=.*a)).*");
  private static final Pattern QUOTED_OR_YEAR = Pattern.compile("'[^']*'|y+");
  private static final Pattern SPACES = Pattern.compile("\\s{2,}");
  private static final int LONGEST = 64;
  private static final int LONGEST_TIME = 128;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;
  private static final OffsetDateTime EXAMPLE_TIME =
      OffsetDateTime.of(2026, 11, 30, 15, 30, 0, 0, ZoneOffset.UTC);

  private static final List<ChronoField> CLOCK =
      List.of(
          ChronoField.HOUR_OF_DAY,
          ChronoField.HOUR_OF_AMPM,
          ChronoField.AMPM_OF_DAY,
          ChronoField.MINUTE_OF_HOUR,
          ChronoField.SECOND_OF_MINUTE,
          ChronoField.NANO_OF_SECOND);

  private final String pattern;
  private final DateTimeFormatter formatter;

  TimePattern(String pattern) {
    this.pattern = pattern;
    this.formatter = formatter(pattern);
  }

  /** Gives a draft the time of a text; returns what is wrong with it, or null. */
  @Nullable String read(Text text, LocalTimes zone, ReadingDraft draft) {
    if (text.length() > LONGEST_TIME) {
      return violation(text);
    }
    String plain = SPACES.matcher(text.toString()).replaceAll(" ");
    ParsePosition position = new ParsePosition(0);
    // It tells a text in another form without an exception, of which there may be many.
    if (formatter.parseUnresolved(plain, position) == null
        || position.getIndex() < plain.length()) {
      return violation(text);
    }
    try {
      TemporalAccessor time = formatter.parse(plain);
      long micros = localMicros(time);
      if (!time.isSupported(ChronoField.OFFSET_SECONDS)) {
        return zone.read(micros, text, draft);
      }
      draft.setTimeMicros(micros - time.getLong(ChronoField.OFFSET_SECONDS) * MICROS_PER_SECOND);
      return null;
    } catch (DateTimeException impossible) {
      return "time %s does not exist".formatted(Quoted.of(text.toString()));
    }
  }

  private String violation(Text text) {
    String example = pattern.contains("[") ? "" : ", like " + formatter.format(EXAMPLE_TIME);
    return "time must be of the form %s%s, but is %s"
        .formatted(pattern, example, Quoted.of(text.toString()));
  }

  /** A day without a time of day begins it; a time of day that lacks something is none. */
  private static long localMicros(TemporalAccessor time) {
    LocalTime clock = time.query(TemporalQueries.localTime());
    if (clock == null && CLOCK.stream().anyMatch(time::isSupported)) {
      throw new DateTimeException("the time of day lacks something");
    }
    LocalDateTime local =
        LocalDateTime.of(
            time.query(TemporalQueries.localDate()), clock == null ? LocalTime.MIDNIGHT : clock);
    return local.toEpochSecond(ZoneOffset.UTC) * MICROS_PER_SECOND
        + local.getNano() / NANOS_PER_MICRO;
  }

  private static @Nullable String violation(String pattern) {
    if (pattern.length() > LONGEST || !LETTERS.matcher(pattern).matches() || !isWhole(pattern)) {
      return "time-format must " + EXAMPLE;
    }
    try {
      formatter(pattern);
      return null;
    } catch (IllegalArgumentException noPattern) {
      return "time-format must " + EXAMPLE;
    }
  }

  /** Whether the letters make a day and, where there are any of it, a time of day. */
  private static boolean isWhole(String pattern) {
    String letters = pattern.replaceAll("'[^']*'", "");
    return WHOLE_DATE.matcher(letters).matches()
        && (!CLOCK_LETTER.matcher(letters).find() || WHOLE_CLOCK.matcher(letters).matches());
  }

  /** A year of an era, as {@code yyyy} is, needs an era where reading is strict. */
  private static DateTimeFormatter formatter(String pattern) {
    String years =
        QUOTED_OR_YEAR
            .matcher(SPACES.matcher(pattern).replaceAll(" "))
            .replaceAll(
                part ->
                    part.group().startsWith("'")
                        ? quoted(part.group())
                        : part.group().replace('y', 'u'));
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(years)
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  private static String quoted(String literal) {
    return Matcher.quoteReplacement(literal);
  }
}
