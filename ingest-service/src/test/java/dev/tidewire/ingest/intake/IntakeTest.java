package dev.tidewire.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.json.JsonFormat;
import dev.tidewire.platform.problem.Position;
import org.junit.jupiter.api.Test;

class IntakeTest {
  private static final Format JSON = new JsonFormat();

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
}
