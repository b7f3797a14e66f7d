package dev.tidewire.query.render;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidewire.query.page.Series;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes readings of known series in one format. What a series' readings have in common is rendered
 * once, so that a reading costs its time, its value and three copies. Holds no state of an answer:
 * the caller says which reading is the first.
 */
public final class ReadingRenderer {
  private final byte[] head;
  private final byte[] separator;
  private final byte[][] before;
  private final byte[] between;
  private final byte[][] after;

  private ReadingRenderer(
      String head,
      String separator,
      List<Series> series,
      Function<Series, String> before,
      String between,
      Function<Series, String> after) {
    this.head = head.getBytes(UTF_8);
    this.separator = separator.getBytes(UTF_8);
    this.before = render(series, before);
    this.between = between.getBytes(UTF_8);
    this.after = render(series, after);
  }

  /** A renderer of readings of these series, which it knows by their place in the list. */
  public static ReadingRenderer of(Format format, List<Series> series) {
    return switch (format) {
      case JSON ->
          new ReadingRenderer(
              "{\"readings\":[",
              ",",
              series,
              ReadingRenderer::jsonBefore,
              "\",\"value\":",
              ReadingRenderer::jsonAfter);
      case NDJSON ->
          new ReadingRenderer(
              "",
              "",
              series,
              ReadingRenderer::jsonBefore,
              "\",\"value\":",
              one -> jsonAfter(one) + "\n");
      case CSV ->
          new ReadingRenderer(
              "sensor,metric,time,value,unit\n",
              "",
              series,
              one -> csv(one.sensor()) + "," + csv(one.metric()) + ",",
              ",",
              one -> "," + csv(one.unit()) + "\n");
    };
  }

  /** Appends what comes before the first reading. */
  public void head(Utf8Writer out) {
    out.raw(head);
  }

  /** Appends a reading of the series at this place in the list. */
  public void reading(Utf8Writer out, boolean first, int series, long timeMicros, double value) {
    if (!first) {
      out.raw(separator);
    }
    out.raw(before[series]);
    Rfc3339.write(out, timeMicros).raw(between);
    Decimals.write(out, value).raw(after[series]);
  }

  private static byte[][] render(List<Series> series, Function<Series, String> part) {
    return series.stream().map(one -> part.apply(one).getBytes(UTF_8)).toArray(byte[][]::new);
  }

  private static String jsonBefore(Series series) {
    return "{\"sensor\":%s,\"metric\":%s,\"time\":\""
        .formatted(Json.quoted(series.sensor()), Json.quoted(series.metric()));
  }

  private static String jsonAfter(Series series) {
    return Json.optionalMember("unit", series.unit()) + "}";
  }

  /** RFC 4180: quoted where it holds a comma, a quote or a line break. */
  private static String csv(@Nullable String field) {
    if (field == null) {
      return "";
    }
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
