package dev.tidewire.ingest.intake;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BriefEffortTest {
  private long now;
  private final Effort effort = new BriefEffort(Duration.ofNanos(100), () -> now);

  @Test
  void givesUpAtTheLatestAfterSixteenMoreItems() {
    // Given
    now = 100;
    assertThatCode(() -> items(1_000)).doesNotThrowAnyException();

    // When
    now = 101;

    // Then
    assertThatThrownBy(() -> items(16)).isInstanceOf(OverlongException.class);
  }

  @Test
  void givesUpWhileItUnpacks() throws Exception {
    // Given
    effort.unpacked(1_000_000);

    // When
    now = 101;

    // Then
    assertThatThrownBy(() -> effort.unpacked(1)).isInstanceOf(OverlongException.class);
  }

  @Test
  void countsWhatAnItemHolds() {
    // Given
    now = 101;

    // Then
    assertThatThrownBy(() -> effort.item(16)).isInstanceOf(OverlongException.class);
  }

  @Test
  void doesNotBeginAnItemThatIsTooLargeForTheTimeLeft() {
    // Given
    Effort warm = new BriefEffort(Duration.ofMillis(5), () -> now);
    assertThatCode(() -> warm.item(4_000)).doesNotThrowAnyException();

    // When
    now = 2_000_000;

    // Then
    assertThatThrownBy(() -> warm.item(4_000)).isInstanceOf(OverlongException.class);
  }

  private void items(int count) {
    for (int i = 0; i < count; i++) {
      effort.item(1);
    }
  }
}
