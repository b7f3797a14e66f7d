package dev.tidewire.ingest.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidewire.contract.SensorReading;
import dev.tidewire.ingest.answer.ProblemStyle;
import dev.tidewire.ingest.intake.Bodies;
import dev.tidewire.ingest.intake.ParseOutcome;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.problem.ProblemType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushFormatTest {
  private static final PushFormat PUSH = new PushFormat(true, new ProblemStyle().parameters());

  @Test
  void everyOtherParameterIsAMetric() {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(
            PUSH,
            "",
            Map.of(
                "sensor",
                "a",
                "temperature",
                "21.4",
                "humidity %",
                "-3e1",
                "time",
                "1763899200",
                "unit",
                "1",
                "atomic",
                "true",
                "dryRun",
                "true"));

    // Then
    assertThat(parsed.errors()).isEmpty();
    assertThat(Bodies.readings(parsed))
        .extracting(reading -> reading.series().metric(), SensorReading::value, SensorReading::unit)
        .containsExactlyInAnyOrder(
            tuple("temperature", 21.4, "1"), tuple("humidity %", -30.0, "1"));
    assertThat(Bodies.readings(parsed))
        .extracting(SensorReading::timeMicros)
        .containsOnly(1_763_899_200_000_000L);
  }

  @ParameterizedTest
  @CsvSource({"'21,4'", "nan", "''", "1e999", "warm"})
  void aBadMetricCostsOnlyItself(String value) {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(PUSH, "", Map.of("sensor", "a", "good", "1", "bad", value));

    // Then
    assertThat(parsed.accepted()).isEqualTo(1);
    ItemError error = parsed.errors().get(0);
    assertThat(error.position()).isEqualTo(new Position.Parameter("bad"));
    assertThat(error.detail()).contains("must be a number", value);
  }

  @Test
  void aBadTimeCostsAll() {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(PUSH, "", Map.of("sensor", "a", "x", "1", "y", "2", "time", "now"));

    // Then
    assertThat(parsed.accepted()).isZero();
    assertThat(parsed.errors()).hasSize(2).allMatch(error -> error.detail().contains("\"now\""));
  }

  @Test
  void aSensorAndAMetricMustBeThere() {
    assertThat(problem(PUSH, Map.of("sensor", "a"), "")).isEqualTo(ProblemType.INVALID_PARAMETER);
    assertThat(problem(PUSH, Map.of("a", "1"), "")).isEqualTo(ProblemType.INVALID_PARAMETER);
    assertThat(problem(PUSH, Map.of("sensor", "a", "b", "1"), "x"))
        .isEqualTo(ProblemType.UNREADABLE_BODY);
  }

  @Test
  void nothingIsAcceptedWhereItIsOff() {
    // Given
    PushFormat off = new PushFormat(false, new ProblemStyle().parameters());

    // Then
    assertThat(problem(off, Map.of("sensor", "a", "b", "1"), "")).isEqualTo(ProblemType.NOT_FOUND);
  }

  private static ProblemType problem(
      PushFormat format, Map<String, String> parameters, String body) {
    return Bodies.refused(Bodies.outcome(format, body, Map.of(), parameters)).type();
  }
}
