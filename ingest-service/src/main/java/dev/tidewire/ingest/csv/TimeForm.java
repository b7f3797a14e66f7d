package dev.tidewire.ingest.csv;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Guesses the form of a time that is not in one of ours. */
final class TimeForm {
  private static final Pattern FORM =
      Pattern.compile(
          "(?<first>\\d{1,4})(?<sign>[./-])(?<second>\\d{1,2})\\k<sign>(?<third>\\d{1,4})"
              + "(?:(?<between> +|[Tt])(?<hour>\\d{1,2}):\\d\\d(?<seconds>:\\d\\d)?"
              + "(?<fraction>[.,]\\d{1,9})?(?<half> ?[AaPp][Mm])?(?<zone> ?(?:[Zz]|[-+]\\d\\d:?\\d\\d))?)?");

  private static final int LONGEST = 64;

  private TimeForm() {}

  /** A pattern that reads the text, or nothing; day and month may be the other way round. */
  static String of(String text) {
    Matcher form = FORM.matcher(text);
    if (text.length() > LONGEST || !form.matches() || isOurs(form)) {
      return "";
    }
    String pattern = date(form) + clock(form);
    boolean isOpen = form.group("first").length() < 4 && !form.group("sign").equals(".");
    return isOpen ? pattern + " (or with dd first)" : pattern;
  }

  private static boolean isOurs(Matcher form) {
    return form.group("first").length() == 4
        && form.group("sign").equals("-")
        && form.group("half") == null
        && (form.group("hour") == null || form.group("hour").length() == 2);
  }

  private static String date(Matcher form) {
    String sign = form.group("sign");
    if (form.group("first").length() == 4) {
      return "yyyy"
          + sign
          + digits("M", form.group("second"))
          + sign
          + digits("d", form.group("third"));
    }
    String year = "y".repeat(form.group("third").length());
    return sign.equals(".")
        ? digits("d", form.group("first")) + sign + digits("M", form.group("second")) + sign + year
        : digits("M", form.group("first")) + sign + digits("d", form.group("second")) + sign + year;
  }

  private static String clock(Matcher form) {
    if (form.group("hour") == null) {
      return "";
    }
    boolean isHalf = form.group("half") != null;
    String fraction = form.group("fraction");
    String zone = form.group("zone");
    return (form.group("between").isBlank() ? " " : "'T'")
        + digits(isHalf ? "h" : "H", form.group("hour"))
        + ":mm"
        + (form.group("seconds") == null ? "" : ":ss")
        + (fraction == null ? "" : fraction.charAt(0) + "S".repeat(fraction.length() - 1))
        + (isHalf ? form.group("half").replaceAll("(?i)[ap]m", "a") : "")
        + (zone == null ? "" : zone.startsWith(" ") ? " XX" : zone.contains(":") ? "XXX" : "XX");
  }

  private static String digits(String letter, String digits) {
    return digits.length() == 1 ? letter : letter.repeat(2);
  }
}
