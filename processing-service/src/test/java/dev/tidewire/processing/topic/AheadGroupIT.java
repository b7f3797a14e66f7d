package dev.tidewire.processing.topic;

import static dev.tidewire.processing.TestSensor.PATIENCE;
import static org.awaitility.Awaitility.await;

import dev.tidewire.processing.Database;
import dev.tidewire.processing.RealStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A standby that lags behind has taken over while processing was stopped. */
@QuarkusTest
@QuarkusTestResource(RealStack.class)
@TestProfile(AheadGroupIT.Late.class)
class AheadGroupIT {
  static final long TIME = 1_763_805_600_000_000L;

  @Test
  void recordsBetweenTheWatermarkAndTheGroupsOffset_areStoredAtTheStart() {
    await().atMost(PATIENCE).until(() -> stored(AheadGroup.late()) == 2);
  }

  @Test
  void partitionWithoutAWatermark_isReadFromItsFirstRecord() {
    await().atMost(PATIENCE).until(() -> stored(AheadGroup.absent()) == 2);
  }

  /** A service of its own, which starts after the loss. */
  public static final class Late implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(AheadGroup.class));
    }
  }

  private static long stored(String sensor) throws Exception {
    return Database.count(
        "series JOIN LATERAL readings_of(id, '-infinity', 'infinity') ON true WHERE sensor = '%s'"
            .formatted(sensor));
  }
}
