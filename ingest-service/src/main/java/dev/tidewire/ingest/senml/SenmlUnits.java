package dev.tidewire.ingest.senml;

import static java.util.Map.entry;

import java.util.Map;

/** Units of SenML that UCUM writes in another way (RFC 8428, section 12.1, and RFC 8798). */
final class SenmlUnits {
  private static final Map<String, String> CODES =
      Map.ofEntries(
          entry("/", "1"),
          entry("count", "1"),
          entry("beats", "1"),
          entry("%RH", "%"),
          entry("%EL", "%"),
          entry("EL", "s"),
          entry("lat", "deg"),
          entry("lon", "deg"),
          entry("1/s", "/s"),
          entry("1/min", "/min"),
          entry("beat/min", "/min"),
          entry("pH", "[pH]"),
          entry("dBW", "dB[W]"),
          entry("Bspl", "B[SPL]"),
          entry("B", "By"),
          entry("B/s", "By/s"),
          entry("MiB", "MiBy"),
          entry("MB/s", "MBy/s"),
          entry("MB", "MBy"),
          entry("VA", "V.A"),
          entry("kVA", "kV.A"),
          entry("VAs", "V.A.s"),
          entry("VAh", "V.A.h"),
          entry("Ah", "A.h"),
          entry("As", "A.s"),
          entry("Wh", "W.h"),
          entry("kWh", "kW.h"),
          entry("ppm", "[ppm]"),
          entry("ppb", "[ppb]"));

  private SenmlUnits() {}

  /** The code of UCUM, or the unit itself. */
  static String code(String unit) {
    return CODES.getOrDefault(unit, unit);
  }
}
