package dev.tidewire.ingest.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.SensorReading;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.ingest.intake.Bodies;
import dev.tidewire.ingest.intake.ParseOutcome;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Position;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A format needs nothing but itself to be tested. */
class ScratchFormatTest {
  @Test
  void linesBecomeReadings_andBadOnesErrors() {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(new ScratchFormat(), "a 1.5\nb\n\u0007 2\na NaN\na x\n");

    // Then
    assertThat(Bodies.readings(parsed))
        .containsExactly(
            new SensorReading(
                new SeriesKey("a", "value"),
                ReadingTime.toMicros(Bodies.NOW),
                1.5,
                null,
                Map.of()));
    assertThat(parsed.errors())
        .containsExactly(
            new ItemError("not `sensor value`", new Position.Line(2)),
            new ItemError(
                "sensor must not contain control characters (found U+0007)", new Position.Line(3)),
            new ItemError(
                "value must be a finite decimal number, but is \"NaN\"", new Position.Line(4)),
            new ItemError(
                "value must be a finite decimal number, but is \"x\"", new Position.Line(5)));
  }
}
