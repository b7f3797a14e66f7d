package dev.tidewire.processing.unit;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The units whose conversions a test compares with the figures of UCUM. The library has others
 * wrong: a horsepower is 1.36 W there, and a rad a millionth of a gray.
 */
final class TrustedUnits {
  private static final Pattern BETWEEN = Pattern.compile("[./()]");
  private static final Pattern ANNOTATION = Pattern.compile("\\{[^}]*}");
  private static final Pattern EXPONENT = Pattern.compile("[+-]?\\d+$");

  private static final Pattern METRIC =
      Pattern.compile(
          "(?:da|[KMGT]i|[YZEPTGMkhdcmunpfazy])?"
              + "(?:m|g|s|A|K|mol|cd|rad|sr|Hz|N|Pa|J|W|C|F|V|Ohm|S|Wb|T|H|lm|lx|Sv|kat|L|l|t|bar|By"
              + "|bit|Cel|ar|cal|m\\[Hg]|m\\[H2O])");

  private static final Set<String> OTHERS =
      Set.of(
          "",
          "%",
          "[ppth]",
          "[ppm]",
          "[ppb]",
          "min",
          "h",
          "d",
          "wk",
          "a",
          "deg",
          "'",
          "''",
          "[degF]",
          "[in_i]",
          "[ft_i]",
          "[yd_i]",
          "[mi_i]",
          "[nmi_i]",
          "[kn_i]",
          "[cft_i]",
          "[lb_av]",
          "[oz_av]",
          "[lbf_av]",
          "[psi]",
          "[in_i'Hg]",
          "atm",
          "[gal_us]",
          "[acr_us]",
          "[Btu_IT]",
          "[g]");

  private TrustedUnits() {}

  /** Whether a code is made of such units only, and of numbers. */
  static boolean areAllOf(String code) {
    for (String part : BETWEEN.split(ANNOTATION.matcher(code).replaceAll(""))) {
      String unit = EXPONENT.matcher(part).replaceFirst("");
      if (!OTHERS.contains(unit) && !METRIC.matcher(unit).matches()) {
        return false;
      }
    }
    return true;
  }
}
