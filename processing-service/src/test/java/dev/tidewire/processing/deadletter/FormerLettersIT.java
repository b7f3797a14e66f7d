package dev.tidewire.processing.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.processing.RealStack;
import dev.tidewire.processing.http.Operator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

/** The dead-letter topic was deleted and created again while processing was stopped. */
@QuarkusTest
@QuarkusTestResource(RealStack.class)
@TestProfile(FormerLettersIT.Late.class)
class FormerLettersIT {
  @Test
  void lettersBeforeTheOffsetOfTheFormerTopic_areMirrored() throws Exception {
    try (Admin admin = FormerLetters.admin()) {
      // Then
      await()
          .atMost(Operator.PATIENCE)
          .untilAsserted(
              () -> assertThat(FormerLetters.mirrored()).isEqualTo(FormerLetters.LETTERS));
      await()
          .atMost(Operator.PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(FormerLetters.committed(admin).metadata())
                      .isEqualTo(FormerLetters.topicId(admin)));
    }
  }

  /** A service of its own, which starts afterwards. */
  public static final class Late implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(FormerLetters.class));
    }
  }
}
