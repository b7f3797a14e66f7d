package dev.tidewire.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ReportTest {
  private static final Row STORED =
      new Row(
          "stored", 283_456, Unit.READINGS_PER_SECOND, new Row.Limit("bare insert", 546_123), 0.5);
  private static final Row P99 =
      new Row("p99", 11.4, Unit.MILLISECONDS, new Row.Limit("bare endpoint", 3.6), 4.0);
  private static final Row INGEST = Row.of("ingest CPU", 1.04, Unit.MICROSECONDS, 1.5);
  private static final Row PLAIN = Row.of("batches of 100", 98_765, Unit.READINGS_PER_SECOND, null);

  @Test
  void showsFiguresLimitsRatiosAndAims() {
    assertThat(report(STORED, P99, INGEST, PLAIN).text())
        .isEqualTo(
            """
            | what           |           Tidewire | the limit beside it |  ratio |      aim |
            |----------------|-------------------:|--------------------:|-------:|---------:|
            | stored         | 283,000 readings/s | bare insert 546,000 |   52 % |   ≥ 50 % |
            | p99            |              11 ms |  bare endpoint 3.60 | 3.17 × |    ≤ 4 × |
            | ingest CPU     |            1.04 µs |                     |        | ≤ 1.5 µs |
            | batches of 100 |  98,800 readings/s |                     |        |          |

            All 3 aims of this run are met.
            """);
  }

  @Test
  void namesWhatIsMissed() {
    // Given
    Row slow =
        new Row("stored", 49, Unit.READINGS_PER_SECOND, new Row.Limit("bare insert", 100), 0.5);
    Row heavy = Row.of("ingest CPU", 1.51, Unit.MICROSECONDS, 1.5);

    // When
    String text = report(slow, P99, heavy).text();

    // Then
    assertThat(text)
        .contains("≥ 50 % MISSED", "≤ 1.5 µs MISSED")
        .endsWith("Missed 2 of 3 aims: stored (49 %); ingest CPU (1.51 µs).\n");
  }

  @Test
  void namesTheMachineTheCommandAndTheCostsOnThePage() {
    // Given
    Map<Cost, Double> costs = SizingTest.COSTS;

    // When
    String page =
        new Report(List.of(Section.of("", "", List.of(STORED))), costs, Map.of())
            .markdown("2 cores", "bench/run --seconds 5");

    // Then
    assertThat(page)
        .startsWith("# Benchmark\n\n2 cores\n\n| what")
        .contains("`bench/run --seconds 5`", "(report.svg)")
        .contains(Sizing.costs(costs), Sizing.sizes(costs));
  }

  @Test
  void tellsSectionsApart_andShowsPeersBesideThem() {
    // Given
    PeerFigures peer = new PeerFigures("Other 1.2", Map.of("ingest CPU", 2.5));
    Section many =
        new Section("many series", "What was done.", List.of(STORED, INGEST), List.of(peer));
    Section few = Section.of("few series", "", List.of(Row.of("stored", 7, Unit.BYTES, 6.0)));

    // When
    String text = new Report(List.of(many, few), null, Map.of()).text();

    // Then
    assertThat(text)
        .isEqualTo(
            """
            ### many series

            What was done.

            | what       |           Tidewire | the limit beside it | ratio |      aim | Other 1.2 |
            |------------|-------------------:|--------------------:|------:|---------:|----------:|
            | stored     | 283,000 readings/s | bare insert 546,000 |  52 % |   ≥ 50 % |           |
            | ingest CPU |            1.04 µs |                     |       | ≤ 1.5 µs |   2.50 µs |

            ### few series

            | what   | Tidewire | the limit beside it | ratio |          aim |
            |--------|---------:|--------------------:|------:|-------------:|
            | stored |   7.00 B |                     |       | ≤ 6 B MISSED |

            Missed 1 of 3 aims: few series: stored (7.00 B).
            """);
  }

  @Test
  void drawsABarForEachRateBesideALimit() throws Exception {
    // When
    byte[] svg = report(STORED, P99, PLAIN).svg().getBytes(StandardCharsets.UTF_8);

    // Then: one rectangle is the background
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg));
    assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(2);
    assertThat(document.getElementsByTagName("line").getLength()).isEqualTo(1);
    assertThat(document.getDocumentElement().getTextContent()).contains("52 % of bare insert");
  }

  private static Report report(Row... rows) {
    return new Report(List.of(Section.of("", "", List.of(rows))), null, Map.of());
  }
}
