package dev.tidewire.processing.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidewire.platform.access.SensorPatterns;
import dev.tidewire.processing.mirror.Action;
import dev.tidewire.processing.mirror.ActionKind;
import dev.tidewire.processing.mirror.ActionState;
import dev.tidewire.processing.mirror.Letter;
import dev.tidewire.processing.mirror.LetterId;
import dev.tidewire.processing.mirror.LetterState;
import dev.tidewire.processing.mirror.MirroredLetter;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JsonAnswersTest {
  private static final MirroredLetter REDRIVEN =
      new MirroredLetter(
          new Letter(new LetterId(0, 1, 2), "undecodable", "", null, 3, 1, null, null, null),
          null,
          null,
          LetterState.REDRIVEN,
          new Action(
              7,
              ActionKind.REDRIVE,
              "ada",
              4,
              "{\"filter\":{\"sensor\":\"paris/1\"}}",
              ActionState.FINISHED,
              new Action.Tally(9, 0, 9, 0),
              5L,
              new UUID(0, 7)),
          null);

  @Test
  void anActionIsShownWholeToThoseWhoSeeAllSensors() {
    assertThat(action(SensorPatterns.ALL)).contains("\"who\":\"ada\"", "\"matched\":9", "paris/1");
  }

  @Test
  void othersLearnThatThereWasOne() {
    assertThat(action(SensorPatterns.of(List.of("lyon/*"))))
        .isEqualTo(
            "{\"kind\":\"redrive\",\"at\":\"1970-01-01T00:00:00.000004Z\","
                + "\"state\":\"finished\"}");
  }

  private static String action(SensorPatterns visible) {
    ObjectNode letter = JsonAnswers.letter(REDRIVEN, 10, visible);
    return letter.get("actions").get(0).toString();
  }
}
