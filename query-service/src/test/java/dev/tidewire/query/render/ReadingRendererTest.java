package dev.tidewire.query.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.query.page.Series;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingRendererTest {
  private static final List<Series> SERIES =
      List.of(
          new Series(1, "boiler-7", "temperature", "Cel", "{}"),
          new Series(2, "a,\"b\"\\\u00e9\ud83d\ude00", "value", null, "{}"));

  @Test
  void ndjson() {
    assertThat(render(Format.NDJSON))
        .isEqualTo(
            """
            {"sensor":"boiler-7","metric":"temperature","time":"1970-01-01T00:00:00Z","value":71.3,"unit":"Cel"}
            {"sensor":"a,\\"b\\"\\\\é😀","metric":"value","time":"1970-01-01T00:00:01.500Z","value":73}
            """);
  }

  @Test
  void csv() {
    assertThat(render(Format.CSV))
        .isEqualTo(
            """
            sensor,metric,time,value,unit
            boiler-7,temperature,1970-01-01T00:00:00Z,71.3,Cel
            "a,""b""\\é😀",value,1970-01-01T00:00:01.500Z,73,
            """);
  }

  @Test
  void json() {
    assertThat(render(Format.JSON)).startsWith("{\"readings\":[{").contains("},{").endsWith("73}");
  }

  @ParameterizedTest
  @CsvSource({"0", "9", "10", "-1", "9223372036854775807", "-9223372036854775808"})
  void wholeNumbers(long number) {
    assertThat(new Utf8Writer(0).integer(number).toString()).isEqualTo(Long.toString(number));
  }

  private static String render(Format format) {
    Utf8Writer out = new Utf8Writer(0);
    ReadingRenderer renderer = ReadingRenderer.of(format, SERIES);
    renderer.head(out);
    renderer.reading(out, true, 0, 0, 71.3);
    renderer.reading(out, false, 1, 1_500_000, 73);
    return out.toString();
  }
}
