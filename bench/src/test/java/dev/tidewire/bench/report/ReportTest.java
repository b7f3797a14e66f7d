package dev.tidewire.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.bench.machine.Machine;
import dev.tidewire.bench.machine.Part;
import dev.tidewire.bench.measure.HttpFigures;
import dev.tidewire.bench.measure.IngestFigures;
import dev.tidewire.bench.measure.MemoryFigures;
import dev.tidewire.bench.measure.QueryFigures;
import dev.tidewire.bench.measure.Results;
import dev.tidewire.bench.measure.SoakFigures;
import dev.tidewire.bench.measure.SpaceFigures;
import dev.tidewire.bench.measure.StoreFigures;
import dev.tidewire.bench.measure.WorkFigures;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ReportTest {
  private static final Machine MACHINE =
      new Machine(2, "A <fast> one", 8_000, "Linux 6", "JVM 17", "1.0", "abc1234", "3.32", "4.1");
  private static final long MEBIBYTE = 1 << 20;

  @Test
  void showsWhatIsMetAndWhatIsMissed() {
    // When
    Report report = new Report(results(1.4, 3.1));

    // Then
    assertThat(report.tables())
        .containsPattern("\\| Ingest, CPU a reading +\\| +≤ 1.5 µs \\| +1.40 µs \\| +ok \\|")
        .containsPattern("\\| Postgres, CPU a reading .* ≤ 1.2 × \\| +1.55 × \\| MISSED \\|")
        .containsPattern("\\| Single readings a second .* ≥ 50 % \\| +50 % \\| +ok \\|");
    assertThat(report.verdict())
        .isEqualTo(
            "Missed 1 of 10 targets: Postgres, CPU a reading against the bare insert (1.55 ×).");
  }

  @Test
  void saysSoWhenNothingIsMissed() {
    assertThat(new Report(results(1.5, 2.0)).verdict())
        .isEqualTo("All 10 targets of this run are met.");
  }

  @Test
  void namesTheMachineAndTheCommandOnThePage() {
    assertThat(new Report(results(1, 2)).markdown())
        .startsWith("# Benchmark\n\n2 cores of A <fast> one, 8,000 MiB")
        .contains("commit abc1234", "`bench/run --seconds 5`", "![", "## How it was measured");
  }

  @Test
  void leavesOutWhatWasNotMeasured() {
    // Given
    Results full = results(1, 2);
    Results queriesOnly =
        new Results(MACHINE, "18.6", "bench/run", 3, full.memory(), null, full.query(), null, null);

    // When
    String tables = new Report(queriesOnly).tables();

    // Then
    assertThat(new Report(queriesOnly).verdict()).contains("refused 3 requests");
    assertThat(tables).contains("## Queries").doesNotContain("## Readings", "## Alive");
    assertThat(Plot.of(queriesOnly)).contains("240 rows").doesNotContain("CPU a reading");
  }

  @Test
  void plotsWellFormedXml() throws Exception {
    // When
    byte[] svg = Plot.of(results(1, 2)).getBytes(StandardCharsets.UTF_8);

    // Then
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg));
    assertThat(document.getElementsByTagName("rect").getLength()).isGreaterThan(10);
  }

  private static Results results(double ingestCpu, double postgresCpu) {
    HttpFigures single = new HttpFigures(10_000, 3, 8, 40);
    HttpFigures bareSingle = new HttpFigures(20_000, 1, 2, 20);
    HttpFigures thousand = new HttpFigures(300, 12, 30, 90);
    return new Results(
        MACHINE,
        "18.6",
        "bench/run --seconds 5",
        0,
        new MemoryFigures(
            Map.of(Part.INGEST, 150 * MEBIBYTE),
            Map.of(Part.INGEST, 220 * MEBIBYTE),
            Map.of(Part.INGEST, 128L, Part.PROCESSING, 128L, Part.QUERY, 128L)),
        new StoreFigures(
            new WorkFigures(
                181_234,
                Map.of(Part.INGEST, ingestCpu, Part.PROCESSING, 0.9, Part.POSTGRES, postgresCpu)),
            new WorkFigures(1_500_000, Map.of(Part.LIMIT, 0.4, Part.KAFKA, 0.3)),
            new WorkFigures(350_000, Map.of(Part.LIMIT, 0.6, Part.POSTGRES, 2.0)),
            new SpaceFigures(15, 110, 90)),
        new QueryFigures(single, new HttpFigures(12_000, 2, 4, 9), single, thousand),
        new IngestFigures(
            new TreeMap<>(Map.of(1, single, 1_000, thousand)),
            new TreeMap<>(Map.of(1, bareSingle))),
        new SoakFigures(Map.of(Part.INGEST, List.of(30 * MEBIBYTE, 30 * MEBIBYTE)), 9));
  }
}
