package dev.tidewire.query.render;

import dev.tidewire.contract.ReadingTime;

/**
 * Writes times as {@code 2026-11-22T10:00:00.123Z}: always UTC, with no, three or six fractional
 * digits, whatever the time needs. Arithmetic on the number: java.time takes eight times as long.
 */
public final class Rfc3339 {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long SECONDS_PER_DAY = 86_400;

  /** Days from 0000-03-01 to 1970-01-01. */
  private static final long EPOCH_FROM_MARCH_0 = 719_468;

  private static final int DAYS_PER_ERA = 146_097;

  private Rfc3339() {}

  /** The text of a {@link ReadingTime}. */
  public static String format(long micros) {
    return write(new Utf8Writer(32), micros).toString();
  }

  /** Appends a {@link ReadingTime}. */
  public static Utf8Writer write(Utf8Writer out, long micros) {
    long seconds = Math.floorDiv(micros, MICROS_PER_SECOND);
    writeDate(out, Math.floorDiv(seconds, SECONDS_PER_DAY));
    long second = Math.floorMod(seconds, SECONDS_PER_DAY);
    out.ascii('T').digits(second / 3600, 2);
    out.ascii(':').digits(second / 60 % 60, 2);
    out.ascii(':').digits(second % 60, 2);
    writeFraction(out, (int) Math.floorMod(micros, MICROS_PER_SECOND));
    return out.ascii('Z');
  }

  /**
   * The civil calendar, counted in eras of 400 years and years that begin in March, so that the
   * leap day is a year's last.
   */
  private static void writeDate(Utf8Writer out, long epochDay) {
    long day = epochDay + EPOCH_FROM_MARCH_0;
    long era = Math.floorDiv(day, DAYS_PER_ERA);
    int dayOfEra = (int) Math.floorMod(day, (long) DAYS_PER_ERA);
    int yearOfEra =
        (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / (DAYS_PER_ERA - 1)) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    long year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
    out.digits(year, 4).ascii('-').digits(month, 2).ascii('-').digits(dayOfMonth, 2);
  }

  private static void writeFraction(Utf8Writer out, int micros) {
    if (micros == 0) {
      return;
    }
    out.ascii('.');
    if (micros % 1000 == 0) {
      out.digits(micros / 1000, 3);
    } else {
      out.digits(micros, 6);
    }
  }
}
