package dev.tidewire.platform.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What to do about a text that looks like a time and is none; in clauses for the sender. */
public final class TimeAdvice {
  /** What a time without an offset lacks. */
  public static final String ADD_Z = "add Z if it is UTC";

  private static final Pattern DATE =
      Pattern.compile("(?<date>(?<year>\\d{4,6})-(?<month>\\d\\d)-(?<day>\\d\\d))(?<rest>.*)");

  private static final Pattern CLOCK =
      Pattern.compile(
          "[Tt ](?<clock>(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d))"
              + "(?<fraction>[.,]\\d+)?(?<offset>[Zz]|[-+]\\d\\d(?::?\\d\\d)?)?");

  private static final Pattern OFFSET =
      Pattern.compile("[-+](?:[01]\\d|2[0-3])(?::?[0-5]\\d)?|[Zz]");
  private static final Pattern WITHOUT_SECONDS =
      Pattern.compile("[Tt ]\\d\\d:\\d\\d(?:[Zz]|[-+]\\d\\d(?::?\\d\\d)?)?");

  private TimeAdvice() {}

  /** What does not exist of a time in the right form, or null. */
  public static @Nullable String impossible(String text) {
    Matcher date = DATE.matcher(text);
    if (!date.matches()) {
      return null;
    }
    Matcher clock = CLOCK.matcher(date.group("rest"));
    boolean hasClock = clock.matches();
    if (!hasClock && !date.group("rest").isEmpty()) {
      return null;
    }
    if (!Calendar.isDate(number(date, "year"), number(date, "month"), number(date, "day"))) {
      return "there is no " + date.group("date");
    }
    return hasClock ? impossible(clock) : null;
  }

  private static @Nullable String impossible(Matcher clock) {
    int second = number(clock, "second");
    if (number(clock, "hour") > 23 || number(clock, "minute") > 59 || second > 60) {
      return "there is no " + clock.group("clock");
    }
    String offset = clock.group("offset");
    if (offset == null) {
      return null;
    }
    if (!OFFSET.matcher(offset).matches()) {
      return "there is no offset of " + offset;
    }
    return second == 60 ? "a leap second is the last one of a day in UTC" : null;
  }

  /** What a time lacks to have the right form, as a command; or null. */
  public static @Nullable String lack(String text) {
    Matcher date = DATE.matcher(text);
    if (!date.matches()) {
      return null;
    }
    String rest = date.group("rest");
    if (rest.isEmpty()) {
      return "add a time of day, like T00:00:00Z";
    }
    if (WITHOUT_SECONDS.matcher(rest).matches()) {
      return "add the seconds, like :00";
    }
    Matcher clock = CLOCK.matcher(rest);
    return clock.matches() ? lack(clock) : null;
  }

  private static @Nullable String lack(Matcher clock) {
    String fraction = clock.group("fraction");
    if (fraction != null && fraction.startsWith(",")) {
      return "write the fraction with a point";
    }
    return clock.group("offset") == null ? ADD_Z : null;
  }

  private static int number(Matcher matcher, String group) {
    return Integer.parseInt(matcher.group(group));
  }
}
