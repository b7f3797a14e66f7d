package dev.tidewire.bench.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  @Test
  void endsWhenFiveTurnsInARowAreNoFaster() throws Exception {
    // Given
    Iterator<Double> speeds =
        List.of(10.0, 20.0, 20.1, 19.0, 30.0, 30.5, 30.0, 29.0, 28.0, 30.0).iterator();

    // When
    int turns = WarmUp.by(speeds::next, () -> 0);

    // Then
    assertThat(turns).isEqualTo(10);
  }

  @Test
  void lastsWhileTheCompilersAreBusy() throws Exception {
    // Given
    Iterator<Double> shares = List.of(0.4, 0.1, 0.02, 0.06, 0.0, 0.0, 0.0, 0.0, 0.0).iterator();

    // When
    int turns = WarmUp.by(() -> 10.0, () -> shares.next());

    // Then
    assertThat(turns).isEqualTo(9);
  }

  @Test
  void givesUpOnWhatNeverSettles() throws Exception {
    // Given
    Iterator<Double> alwaysFaster = DoubleStream.iterate(1, speed -> speed * 2).iterator();

    // When
    int turns = WarmUp.by(alwaysFaster::next, () -> 0);

    // Then
    assertThat(turns).isEqualTo(40);
  }
}
