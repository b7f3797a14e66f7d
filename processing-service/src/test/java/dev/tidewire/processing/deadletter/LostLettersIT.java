package dev.tidewire.processing.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.processing.RealStack;
import dev.tidewire.processing.http.Operator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.junit.jupiter.api.Test;

/** The dead-letter topic ends before the offset up to which it was mirrored. */
@QuarkusTest
@QuarkusTestResource(RealStack.class)
@TestProfile(LostLettersIT.Late.class)
class LostLettersIT {
  /** The mirror looks for a new topic once meanwhile, at least. */
  private static final Duration LONGER_THAN_A_PERIOD = Duration.ofSeconds(6);

  @Test
  void lettersOfATopicThatHasLostItsEnd_areMirrored_andTheOffsetStaysAtItsEnd() throws Exception {
    try (Admin admin = FormerLetters.admin()) {
      // Then
      await()
          .atMost(Operator.PATIENCE)
          .untilAsserted(
              () -> assertThat(FormerLetters.mirrored()).isEqualTo(FormerLetters.LETTERS));
      await()
          .during(LONGER_THAN_A_PERIOD)
          .atMost(Operator.PATIENCE)
          .untilAsserted(
              () -> assertThat(FormerLetters.committed(admin).offset()).isEqualTo(end(admin)));
    }
  }

  private static long end(Admin admin) throws Exception {
    return admin
        .listOffsets(Map.of(FormerLetters.PARTITION, OffsetSpec.latest()))
        .partitionResult(FormerLetters.PARTITION)
        .get()
        .offset();
  }

  /** A service of its own, which starts afterwards. */
  public static final class Late implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(
          new TestResourceEntry(FormerLetters.class, Map.of(FormerLetters.LOST, "true")));
    }
  }
}
