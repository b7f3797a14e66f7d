package dev.tidewire.ingest.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.ingest.answer.Outcome;
import dev.tidewire.ingest.answer.ProblemStyle;
import dev.tidewire.ingest.answer.Warnings;
import dev.tidewire.ingest.intake.ParseOutcome;
import dev.tidewire.ingest.intake.WrongTimes;
import dev.tidewire.ingest.publish.PublishOutcome;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Position;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
  private static final Warnings WARNINGS = new Warnings(1, 2, 5, 3, 4, "text/csv");
  private static final List<ItemError> ERRORS =
      List.of(new ItemError("wrong \"here\"", new Position.Line(3)));

  @ParameterizedTest
  @CsvSource({
    "0, 0, false, 202",
    "0, 0, true, 202",
    "0, 1, false, 400",
    "0, 1, true, 400",
    "5, 1, true, 400",
    "5, 0, true, ",
    "5, 0, false, ",
    "5, 1, false, ",
  })
  void publishesOnlyWhatMayBeAccepted(int accepted, int rejected, boolean atomic, Integer status) {
    // When
    Outcome outcome = Verdict.withoutPublishing(parsed(accepted, rejected), atomic, 0);

    // Then
    if (status == null) {
      assertThat(outcome).isNull();
    } else {
      assertThat(answer(outcome).status()).isEqualTo(status);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "5, 0, 5, 0, 0, 0, 202",
    "5, 1, 5, 0, 0, 0, 207",
    "5, 0, 4, 1, 0, 0, 503",
    "5, 0, 0, 0, 5, 0, 503",
    "5, 1, 4, 0, 1, 0, 503",
    "5, 0, 4, 0, 0, 1, 500",
    "5, 0, 0, 4, 0, 1, 500",
  })
  void neverClaimsMoreThanKafkaHas(
      int good, int rejected, int accepted, int unknown, int notSent, int refused, int status) {
    // When
    Outcome outcome =
        Verdict.published(
            parsed(good, rejected),
            new PublishOutcome(accepted, unknown, notSent, refused, "Because."));

    // Then
    assertThat(answer(outcome).status()).isEqualTo(status);
    assertThat(answer(outcome).headers().containsKey("Retry-After")).isEqualTo(status == 503);
  }

  @Test
  void saysWhatMayHaveBeenAcceptedAndWhatWasNot() {
    assertThat(refusal(new PublishOutcome(1, 2, 7, 0, "Kafka is slow.")))
        .contains(
            "Kafka is slow. Readings accepted: 1; perhaps accepted: 2; not accepted: 7. Sending"
                + " all of them again does no harm");
  }

  @Test
  void saysWhenNothingWasAccepted() {
    assertThat(refusal(new PublishOutcome(0, 0, 10, 0, "No room.")))
        .contains("No room. Nothing was accepted.");
  }

  @Test
  void aRefusalSaysWhatWasGuessed() {
    // When
    Outcome.Refused refused = (Outcome.Refused) Verdict.withoutPublishing(parsed(0, 1), false, 0);

    // Then
    assertThat(refused.problem().detail())
        .isEqualTo(
            "1 item is wrong and none is right; nothing was accepted. The request has no"
                + " Content-Type; its body was read as text/csv.");
  }

  @Test
  void listsTheErrorsWithTheirPositions() {
    assertThat(Verdict.published(parsed(5, 1), new PublishOutcome(5, 0, 0, 0, "")))
        .isEqualTo(new Outcome.Accepted(5, 1, ERRORS, WARNINGS));
  }

  private static ParseOutcome.Parsed parsed(int accepted, int rejected) {
    return new ParseOutcome.Parsed(
        List.of(),
        accepted,
        rejected,
        rejected > 0 ? ERRORS : List.of(),
        WARNINGS,
        WrongTimes.NONE);
  }

  private static Answer answer(Outcome outcome) {
    return new ProblemStyle().render(outcome, "");
  }

  private static String refusal(PublishOutcome outcome) {
    return ((Outcome.Refused) Verdict.published(parsed(10, 0), outcome)).problem().detail();
  }
}
