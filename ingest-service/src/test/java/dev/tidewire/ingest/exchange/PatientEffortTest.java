package dev.tidewire.ingest.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewire.ingest.admission.Admission;
import dev.tidewire.ingest.admission.Grant;
import dev.tidewire.ingest.format.BodyRefusedException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PatientEffortTest {
  private final Admission admission =
      new Admission(10, 1_000, 1_000, Duration.ofSeconds(1), () -> false, () -> 0);
  private final Grant grant = Objects.requireNonNull(admission.admit(0));

  @Test
  void batchesTakeTheRoomOfWhatTheyAreMadeOf_andMoreIfTheyAreLarger() throws BodyRefusedException {
    // Given
    grant.use(100);
    PatientEffort effort = new PatientEffort(grant, 100);

    // When
    effort.unpacked(300);
    effort.encoded(200);

    // Then
    assertThat(admission.bytes()).isEqualTo(300);

    // When
    effort.encoded(700);
    effort.encoded(800);

    // Then
    assertThat(admission.bytes()).isEqualTo(800);
  }

  @Test
  void withoutRoomForThemTheRequestIsRefused() {
    // Given
    grant.use(100);
    PatientEffort effort = new PatientEffort(grant, 100);

    // Then
    assertThatThrownBy(() -> effort.encoded(1_001)).isInstanceOf(BodyRefusedException.class);
  }
}
