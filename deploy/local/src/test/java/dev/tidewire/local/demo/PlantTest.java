package dev.tidewire.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlantTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final Instant AFTERNOON = Instant.parse("2026-06-01T15:00:00Z");
  private static final Instant NIGHT = Instant.parse("2026-06-01T03:00:00Z");

  @Test
  void hasAFewDozenSensors() {
    // When
    List<SimulatedSensor> sensors = Plant.sensors(new SplittableRandom(1));

    // Then
    assertThat(sensors).hasSizeBetween(24, 60);
  }

  @Test
  void writesReadingsAsTheApiTakesThem() {
    // Given
    SimulatedSensor sensor = Plant.sensors(new SplittableRandom(1)).get(0);

    // When
    String json = sensor.read(NOON);

    // Then
    assertThat(json)
        .matches(
            "\\{\"sensor\":\"lyon-boiler-1\",\"metric\":\"temperature\","
                + "\"time\":\"2026-06-01T12:00:00Z\",\"value\":\\d+\\.\\d{1,2},\"unit\":\"Cel\","
                + "\"tags\":\\{\"site\":\"lyon\"}}");
  }

  @Test
  void isHighestInTheAfternoon() {
    // Given
    SplittableRandom random = new SplittableRandom(1);
    Signal signal = new Signal(20, 3, 0, 0, 2);

    // When
    double afternoon = signal.value(AFTERNOON, 0, random);
    double night = signal.value(NIGHT, 0, random);

    // Then
    assertThat(afternoon).isEqualTo(23);
    assertThat(night).isEqualTo(17);
  }

  @Test
  void driftsButComesBack() {
    // Given
    SplittableRandom random = new SplittableRandom(1);
    Signal signal = new Signal(20, 0, 0, 0.05, 2);
    double[] offset = {0};

    // When
    double[] offsets =
        IntStream.range(0, 100_000)
            .mapToDouble(step -> offset[0] = signal.wander(offset[0], random))
            .toArray();

    // Then
    assertThat(DoubleStream.of(offsets).map(Math::abs).max().orElseThrow()).isBetween(0.5, 3.0);
    assertThat(DoubleStream.of(offsets).average().orElseThrow()).isBetween(-0.1, 0.1);
  }
}
