package dev.tidewire.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitSharesTest {
  private final WaitShares shares = new WaitShares(8);

  @Test
  void client_hasAQuarter_andWhatItLeavesItHasAgain() {
    // Given
    Runnable leave = shares.take("one").orElseThrow();
    assertThat(shares.take("one")).isPresent();
    assertThat(shares.take("one")).isEmpty();
    assertThat(shares.take("other")).isPresent();

    // When
    leave.run();
    leave.run();

    // Then
    assertThat(shares.take("one")).isPresent();
    assertThat(shares.take("one")).isEmpty();
  }

  @Test
  void clientOfFewWaits_hasOne() {
    // Given
    WaitShares few = new WaitShares(2);

    // Then
    assertThat(few.take("one")).isPresent();
    assertThat(few.take("one")).isEmpty();
  }
}
