package dev.tidewire.ingest.format;

import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.platform.text.DoubtfulNumber;
import dev.tidewire.platform.text.EpochUnit;
import dev.tidewire.platform.text.NumberText;
import dev.tidewire.platform.text.Text;
import dev.tidewire.platform.text.TimeAdvice;
import dev.tidewire.platform.text.TimeText;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the times of one request as its query says. */
public final class TimeReader {
  private static final Parameter PRECISION =
      new Parameter(
          "precision",
          value ->
              EpochUnit.named(value) == null ? "precision must be one of s, ms, us, ns" : null);

  private static final Parameter TIMEZONE =
      new Parameter(
          "timezone",
          value ->
              zone(value) == null
                  ? "timezone must be a name of the IANA database like Europe/Berlin, or an offset"
                      + " like +01:00, whose + is written %2B in a URL"
                  : null);

  /** The parameters that are read here. */
  public static final List<Parameter> PARAMETERS = List.of(PRECISION, TIMEZONE);

  /** The form of times, for formats that do not name one themselves. */
  public static final Parameter FORMAT = TimePattern.PARAMETER;

  private static final Pattern LOCAL_LEAP_SECOND = Pattern.compile(":60(?:[.,]\\d*)?$");

  private final @Nullable EpochUnit unit;
  private final @Nullable LocalTimes local;
  private final @Nullable TimePattern pattern;

  private TimeReader(@Nullable EpochUnit unit, @Nullable ZoneId zone, String pattern) {
    this.unit = unit;
    this.local = zone == null ? null : new LocalTimes(zone);
    this.pattern = pattern.isEmpty() ? null : new TimePattern(pattern);
  }

  /** Reads times as a request says. */
  public static TimeReader of(RequestFacts facts) {
    return new TimeReader(
        EpochUnit.named(facts.parameter(PRECISION, "")),
        zone(facts.parameter(TIMEZONE, "")),
        facts.parameter(FORMAT, ""));
  }

  /** Reads times as a request says; those without an offset are UTC if it does not say where. */
  public static TimeReader inUtc(RequestFacts facts) {
    return new TimeReader(
        EpochUnit.named(facts.parameter(PRECISION, "")),
        zone(facts.parameter(TIMEZONE, "UTC")),
        "");
  }

  /** Whether the request names the form of its times. */
  public boolean hasFormat() {
    return pattern != null;
  }

  /** Gives a draft the time of a text; returns what is wrong with it, or null. */
  public @Nullable String read(Text text, ReadingDraft draft) {
    if (pattern != null) {
      return pattern.read(text, local == null ? LocalTimes.UTC : local, draft);
    }
    if (local != null) {
      long micros = TimeText.parseLocal(text);
      if (micros != TimeText.NOT_A_TIME) {
        return local.read(micros, text, draft);
      }
      if (LOCAL_LEAP_SECOND.matcher(text.toString()).find()) {
        return "time is a leap second without an offset: "
            + Quoted.of(text.toString())
            + "; write it in UTC, with Z";
      }
    }
    long micros = TimeText.parse(text, unit, TimeText.Rounding.DOWN);
    if (micros == TimeText.NOT_A_TIME) {
      return violation(text.toString());
    }
    if (!NumberText.isDecimal(text)) {
      draft.setTimeMicros(micros);
      return null;
    }
    draft.setTimeOfNumber(micros);
    doubt(DoubtfulNumber.of(text, micros), text, draft);
    return null;
  }

  /** Gives a draft the time of a number. */
  public void read(long number, ReadingDraft draft) {
    long micros = TimeText.ofEpoch(number, unit);
    draft.setTimeOfNumber(micros);
    DoubtfulNumber doubt = DoubtfulNumber.of(number, micros);
    if (doubt != null) {
      doubt(doubt, Long.toString(number), draft);
    }
  }

  private void doubt(@Nullable DoubtfulNumber doubt, CharSequence number, ReadingDraft draft) {
    if (unit != null || doubt == null) {
      return;
    }
    String quoted = Quoted.of(number.toString());
    draft.doubt(
        doubt.isDay()
            ? "time %s can be a day of a spreadsheet or seconds since 1970: write the day as a date, or say ?precision=s for the seconds"
                .formatted(quoted)
            : "time %s can be a date or a number since 1970: say ?time-format=%s for the date (in CSV), or ?precision= for the number"
                .formatted(quoted, doubt.form()));
  }

  private static String violation(String text) {
    String impossible = TimeAdvice.impossible(text);
    if (impossible != null) {
      return "time %s does not exist: %s".formatted(Quoted.of(text), impossible);
    }
    String lack = TimeAdvice.lack(text);
    return "time must be %s, but is %s%s%s"
        .formatted(
            TimeText.FORMS,
            Quoted.of(text),
            lack == null ? "" : "; " + lack,
            TimeAdvice.ADD_Z.equals(lack) ? ", or say by ?timezone= where it was measured" : "");
  }

  private static @Nullable ZoneId zone(String name) {
    try {
      return name.isEmpty() ? null : ZoneId.of(name);
    } catch (DateTimeException unknown) {
      return null;
    }
  }
}
