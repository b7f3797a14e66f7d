package dev.tidewire.query.render;

import dev.tidewire.contract.SeriesKey;
import dev.tidewire.query.page.Sensor;
import dev.tidewire.query.page.Series;
import dev.tidewire.query.page.SeriesSpan;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes JSON answers, or what they have behind their readings. */
public final class JsonAnswers {
  private JsonAnswers() {}

  /** Ends a page of readings. */
  public static Utf8Writer endPage(Utf8Writer out, @Nullable String next) {
    return out.ascii(']').text(Json.optionalMember("next", next)).ascii('}');
  }

  /** Ends the latest readings, and names what was asked for but is not known. */
  public static Utf8Writer endLatest(
      Utf8Writer out, Collection<String> unknownSensors, Collection<SeriesKey> unknownSeries) {
    out.ascii(']');
    if (!unknownSensors.isEmpty()) {
      out.text(",\"unknown\":").text(array(unknownSensors, Json::quoted));
    }
    if (!unknownSeries.isEmpty()) {
      out.text(",\"unknownMetrics\":").text(array(unknownSeries, JsonAnswers::key));
    }
    return out.ascii('}');
  }

  /** A page of the list of sensors. */
  public static byte[] sensors(List<Sensor> sensors, @Nullable String next) {
    return new Utf8Writer(64 * (sensors.size() + 1))
        .text("{\"sensors\":")
        .text(array(sensors, JsonAnswers::sensor))
        .text(Json.optionalMember("next", next))
        .ascii('}')
        .toByteArray();
  }

  /** One sensor with its series. */
  public static byte[] sensor(String sensor, List<SeriesSpan> series) {
    return new Utf8Writer(256 * (series.size() + 1))
        .text("{\"sensor\":")
        .text(Json.quoted(sensor))
        .text(",\"series\":")
        .text(array(series, JsonAnswers::span))
        .ascii('}')
        .toByteArray();
  }

  private static String sensor(Sensor sensor) {
    return "{\"sensor\":%s,\"metrics\":%s}"
        .formatted(Json.quoted(sensor.name()), array(sensor.metrics(), Json::quoted));
  }

  private static String span(SeriesSpan span) {
    Series series = span.series();
    return "{\"metric\":%s%s,\"tags\":%s%s%s}"
        .formatted(
            Json.quoted(series.metric()),
            Json.optionalMember("unit", series.unit()),
            series.tags(),
            Json.optionalMember("firstTime", time(span.firstMicros())),
            Json.optionalMember("lastTime", time(span.lastMicros())));
  }

  private static @Nullable String time(@Nullable Long micros) {
    return micros == null ? null : Rfc3339.format(micros);
  }

  private static String key(SeriesKey key) {
    return "{\"sensor\":%s,\"metric\":%s}"
        .formatted(Json.quoted(key.sensor()), Json.quoted(key.metric()));
  }

  private static <T> String array(Collection<T> items, Function<T, String> json) {
    return items.stream().map(json).collect(Collectors.joining(",", "[", "]"));
  }
}
