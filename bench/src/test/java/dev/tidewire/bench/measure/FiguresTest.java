package dev.tidewire.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.bench.machine.Part;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void takesTheMiddleRoundOfEachFigureButTheWorstLatency() {
    // When
    HttpFigures median =
        HttpFigures.median(
            List.of(
                new HttpFigures(100, 1, 9, 20),
                new HttpFigures(300, 2, 8, 90),
                new HttpFigures(200, 3, 7, 30)));

    // Then
    assertThat(median).isEqualTo(new HttpFigures(200, 2, 8, 90));
  }

  @Test
  void takesTheMeanOfTheTwoInTheMiddle() {
    assertThat(Median.of(List.of(4.0, 1.0, 2.0, 9.0), Double::doubleValue)).isEqualTo(3.0);
  }

  @Test
  void takesTheMiddleOfEachPart() {
    // When
    WorkFigures median =
        WorkFigures.median(
            List.of(
                new WorkFigures(10, Map.of(Part.INGEST, 1.0, Part.KAFKA, 6.0)),
                new WorkFigures(30, Map.of(Part.INGEST, 3.0, Part.KAFKA, 5.0)),
                new WorkFigures(20, Map.of(Part.INGEST, 2.0, Part.KAFKA, 4.0))));

    // Then
    assertThat(median.perSecond()).isEqualTo(20);
    assertThat(median.cpu(Part.INGEST)).isEqualTo(2.0);
    assertThat(median.totalCpu()).isEqualTo(7.0);
  }

  @Test
  void calls4MiBMoreAfterFiveMinutesSteadyAndMoreNot() {
    // Given
    long mebibyte = 1 << 20;

    // Then
    assertThat(soak(20 * mebibyte, 70 * mebibyte, 24 * mebibyte).isSteady()).isTrue();
    assertThat(soak(20 * mebibyte, 21 * mebibyte, 25 * mebibyte).isSteady()).isFalse();
  }

  private static SoakFigures soak(Long... liveBytes) {
    return new SoakFigures(Map.of(Part.INGEST, List.of(liveBytes)), 1);
  }
}
