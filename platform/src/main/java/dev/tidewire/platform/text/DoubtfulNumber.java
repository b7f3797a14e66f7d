package dev.tidewire.platform.text;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that are written for a date: one without separators, such as {@code 20261103153000}, and
 * the days since 1900 of a spreadsheet, such as {@code 46000.5}. As numbers since 1970 they are of
 * times long before any sensor, so they are not taken for such unless the request says their unit.
 *
 * @param form of the date, such as {@code yyyyMMdd}; empty for a day of a spreadsheet
 */
public record DoubtfulNumber(String form) {
  private static final Pattern DATE =
      Pattern.compile(
          "(?:19[89]|20\\d)\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])"
              + "(?:(?:[01]\\d|2[0-3])[0-5]\\d(?:[0-5]\\d(?:\\d{3})?)?)?");

  private static final String FORM = "yyyyMMddHHmmssSSS";

  /** Of the year 2000. */
  private static final long FIRST_DAY = 36_526;

  /** Of the year 2100. */
  private static final long END_DAY = 73_051;

  /** What dates without separators are as numbers: of 1970, and those to the minute of 1976. */
  private static final long FIRST_DATE = 19_800_101_000_000L;

  private static final long LAST_DATE = 20_991_231_235_960L;
  private static final long TO_THE_MINUTE = 10;

  private static final long MICROS_PER_SECOND = 1_000_000;

  /**
   * What a number that stands without a unit may be instead, or null.
   *
   * @param number a decimal
   * @param micros the time that it would be
   */
  public static @Nullable DoubtfulNumber of(CharSequence number, long micros) {
    if (isDay(micros)) {
      return new DoubtfulNumber("");
    }
    String date = mayBeDate(micros) ? date(number.toString()) : null;
    return date == null ? null : new DoubtfulNumber(FORM.substring(0, date.length()));
  }

  /** The same for an integer. */
  public static @Nullable DoubtfulNumber of(long number, long micros) {
    return isDay(micros) || mayBeDate(micros) ? of(Long.toString(number), micros) : null;
  }

  /** Whether it may be a day of a spreadsheet. */
  public boolean isDay() {
    return form.isEmpty();
  }

  private static boolean mayBeDate(long micros) {
    return isWithin(micros) || isWithin(micros / TO_THE_MINUTE);
  }

  private static boolean isWithin(long micros) {
    return micros >= FIRST_DATE && micros <= LAST_DATE;
  }

  /** The digits of a date, or null: however its number is written. */
  private static @Nullable String date(String number) {
    BigDecimal value = new BigDecimal(number);
    if (value.stripTrailingZeros().scale() > 0) {
      return null;
    }
    String digits = value.toBigInteger().toString();
    return DATE.matcher(digits).matches() ? digits : null;
  }

  private static boolean isDay(long micros) {
    return micros >= FIRST_DAY * MICROS_PER_SECOND && micros < END_DAY * MICROS_PER_SECOND;
  }
}
