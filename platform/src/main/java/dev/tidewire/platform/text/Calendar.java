package dev.tidewire.platform.text;

/**
 * The Gregorian calendar. Counts in eras of 400 years, and in years that begin in March, so that
 * the leap day is a year's last.
 */
final class Calendar {
  /** Days from 0000-03-01 to 1970-01-01. */
  private static final long EPOCH_FROM_MARCH_0 = 719_468;

  private static final int DAYS_PER_ERA = 146_097;

  private Calendar() {}

  /** Whether the year 0 or later has the day. */
  static boolean isDate(int year, int month, int day) {
    return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysOf(month, year);
  }

  /** Days since 1970 of a date that exists. */
  static long epochDay(int year, int month, int day) {
    int marchYear = month > 2 ? year : year - 1;
    int era = Math.floorDiv(marchYear, 400);
    int yearOfEra = marchYear - era * 400;
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return (long) era * DAYS_PER_ERA + dayOfEra - EPOCH_FROM_MARCH_0;
  }

  /** Appends {@code yyyy-MM-dd} of a day since 1970. */
  static void write(Utf8Writer out, long epochDay) {
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

  private static int daysOf(int month, int year) {
    if (month == 2) {
      boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
      return leap ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }
}
