package dev.tidewire.e2e.deadletter;

import static dev.tidewire.e2e.results.Results.seconds;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.contract.Topics;
import dev.tidewire.e2e.fault.Scenario;
import dev.tidewire.e2e.load.Dead;
import dev.tidewire.e2e.load.Pace;
import dev.tidewire.e2e.results.Effort;
import dev.tidewire.e2e.results.Results;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.ForeignProducer;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Tidewire;
import dev.tidewire.local.kafka.TopicSetup;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The topic of the dead letters is missing for a while. */
@ExtendWith({Calm.class, Results.class})
class DeadLetterTopicIT {
  private static final Duration OUTAGE = Effort.seconds(8, 120);
  private static final Duration GOES_ON = Duration.ofSeconds(35);
  private static final byte[] GARBAGE = "no batch".getBytes(StandardCharsets.UTF_8);

  private final Tidewire tidewire = Tidewire.shared();
  private final Service processing = tidewire.processing();
  private final String kafka = tidewire.servers().kafkaBootstrapServers();

  @Test
  void deadLettersTopicIsGone_nothingIsSkippedAndProcessingGoesOnWhenItIsBack() throws Exception {
    // Given
    long pid = processing.pid();
    try (Scenario scenario = Scenario.begin(tidewire, Pace.STEADY);
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka));
        ForeignProducer foreign = new ForeignProducer()) {

      // When
      admin.deleteTopics(List.of(Topics.DEAD_LETTERS.topicName())).all().get(10, SECONDS);
      double before = processing.metric("tidewire_dead_letters_total");
      try {
        RecordMetadata garbage = foreign.send(0, GARBAGE);
        scenario
            .audit()
            .poison(new Dead.OfRecord(0, garbage.offset(), DeadLetterReason.UNDECODABLE));
        await()
            .pollInterval(Duration.ofSeconds(1))
            .during(OUTAGE)
            .atMost(OUTAGE.plusSeconds(5))
            .untilAsserted(
                () -> {
                  assertThat(processing.live().status()).isEqualTo(200);
                  assertThat(processing.metric("tidewire_dead_letters_total")).isEqualTo(before);
                });
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> pipeline().contains("a dead letter cannot be written: "));
      } finally {
        await().until(() -> TopicSetup.ensure(kafka, List.of(Topics.DEAD_LETTERS)));
      }
      long back = System.nanoTime();
      scenario.audit().reopenDeadLetters();
      await()
          .atMost(GOES_ON)
          .until(() -> processing.metric("tidewire_dead_letters_total") == before + 1);
      Duration goesOn = Duration.ofNanos(System.nanoTime() - back);

      // Then
      scenario.assertKept();
      assertThat(processing.pid()).isEqualTo(pid);
      Results.record(
          "dead letters' topic missing for %d s".formatted(OUTAGE.toSeconds()),
          "nothing skipped, goes on ≤ 35 s after it is back",
          "%s, 1 of 1 dead letter; goes on after %s".formatted(scenario.kept(), seconds(goesOn)));
    }
  }

  private String pipeline() {
    return processing.http().get("/v1/pipeline").body();
  }
}
