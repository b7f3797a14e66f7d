package dev.tidewire.ingest.intake;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewire.ingest.batch.BatchBuilder;
import dev.tidewire.ingest.batch.ReceiptTimes;
import dev.tidewire.ingest.batch.SeriesCatalog;
import dev.tidewire.ingest.batch.Untimed;
import dev.tidewire.ingest.fairness.Share;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.json.JsonFormat;
import dev.tidewire.platform.access.SensorPatterns;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.text.KeyedHash;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntakeTest {
  private static final Format JSON = new JsonFormat(Bodies.NAMING);

  @Test
  void listsAHundredErrorsAndCountsAll() {
    // When
    ParseOutcome.Parsed parsed = Bodies.parse(JSON, "[" + "{},".repeat(249) + "{}]");

    // Then
    assertThat(parsed.rejected()).isEqualTo(250);
    assertThat(parsed.errors()).hasSize(100);
    assertThat(parsed.errors().get(99).position()).isEqualTo(new Position.Pointer("/99"));
  }

  @Test
  void stopsAtTooManyBadItems() {
    assertThat(Bodies.refused(JSON, "[" + "1,".repeat(Intake.MAX_REJECTED + 1) + "1]").detail())
        .contains("nothing was accepted");
  }

  @Test
  void takesAsManyReadingsAsAreAllowedAndNotOneMore() {
    // Given
    String most = "[" + "{\"value\":1},".repeat(Bodies.MAX_READINGS - 1) + "{\"value\":1}";

    // Then
    assertThat(Bodies.parse(JSON, most + "]", Bodies.SENSOR_A).accepted())
        .isEqualTo(Bodies.MAX_READINGS);
    assertThat(
            Bodies.refused(
                    Bodies.outcome(JSON, Bodies.bytes(most + ",{\"value\":1}]"), Bodies.SENSOR_A))
                .detail())
        .isEqualTo(
            "The body holds more than 100000 readings; nothing was accepted. Send it in smaller"
                + " pieces.");
  }

  /** A body gives a long name once, and each of its readings has it. */
  @Test
  void whatIsMadeOfABodyIsBoundedAsTheBodyIs() {
    // Given
    String objects =
        IntStream.range(0, 40).mapToObj(i -> object(400 + i, 250)).collect(joining(",", "[", "]"));
    assertThat(objects.length()).isLessThan(Bodies.MAX_BODY / 30);

    // When
    Problem problem = Bodies.refused(Bodies.outcome(JSON, Bodies.bytes(objects), Bodies.SENSOR_A));

    // Then
    assertThat(problem.type()).isEqualTo(ProblemType.BODY_TOO_LARGE);
    assertThat(problem.detail()).contains("take more than " + Bodies.MAX_BODY + " bytes");
  }

  @Test
  void aBodyWhoseBatchesAreLargeIsNotReadInAMoment() {
    // Given
    Effort brief = new BriefEffort(Duration.ofDays(1), System::nanoTime);

    // Then
    assertThatThrownBy(() -> brief.encoded(2 << 20)).isInstanceOf(OverlongException.class);
  }

  @Test
  void theNamesOfOneItemAreBoundedTogether() {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(
            JSON, "[" + object(500, 2_200) + ",{\"a\":1}," + object(1, 10) + "]", Bodies.SENSOR_A);

    // Then
    assertThat(parsed.accepted()).isEqualTo(11);
    assertThat(parsed.errors())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.position()).isEqualTo(new Position.Pointer("/0"));
              assertThat(error.detail()).contains("1048576 characters");
            });
  }

  /** What a device sends: so many numbers under one long name. */
  private static String object(int characters, int numbers) {
    return IntStream.range(0, numbers)
        .mapToObj("\"%x\":1"::formatted)
        .collect(joining(",", "{\"" + "p".repeat(characters) + "\":{", "}}"));
  }

  @Test
  void whatIsLeftOutTakesEffortAsWell() {
    // Given
    int limit = 1_000;
    long[] now = {0};
    Effort brief = new BriefEffort(Duration.ofNanos(limit), () -> now[0]++);
    Intake intake =
        new Intake(
            new BatchBuilder(
                new SeriesCatalog(1, new KeyedHash()), Untimed.unique(new ReceiptTimes())),
            new TimeWindow(0, 0, 0, ClockPolicy.REFUSE, ClockPolicy.REFUSE),
            Share.unlimited(SensorPatterns.ALL),
            1,
            1,
            false,
            brief);

    // Then
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100 * limit; i++) {
                intake.skip(1);
              }
            })
        .isInstanceOf(OverlongException.class);
  }
}
