package dev.tidewire.ingest.answer;

import dev.tidewire.platform.text.JsonText;
import dev.tidewire.platform.text.Rfc3339;
import dev.tidewire.platform.text.Utf8Writer;

/**
 * A reading that an answer shows.
 *
 * @param timeMicros in microseconds since 1970, as it is stored
 * @param unit empty for none
 */
public record Shown(String sensor, String metric, long timeMicros, double value, String unit) {
  void write(Utf8Writer out) {
    out.text("{\"sensor\":").text(JsonText.quoted(sensor));
    out.text(",\"metric\":").text(JsonText.quoted(metric));
    out.text(",\"time\":\"").text(Rfc3339.format(timeMicros));
    out.text("\",\"value\":").text(Double.toString(value));
    if (!unit.isEmpty()) {
      out.text(",\"unit\":").text(JsonText.quoted(unit));
    }
    out.ascii('}');
  }
}
