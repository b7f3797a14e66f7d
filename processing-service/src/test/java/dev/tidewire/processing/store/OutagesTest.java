package dev.tidewire.processing.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class OutagesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Outages outages = new Outages(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void outage_beginsOnceHoweverManyFail() {
    // When
    boolean first = outages.failed("first", "full").isPresent();
    boolean again = outages.failed("first", "full").isPresent();
    boolean second = outages.failed("second", "full").isPresent();

    // Then
    assertThat(first).isTrue();
    assertThat(again || second).isFalse();
    assertThat(outages.current()).contains(new Outage(NOW, "full"));
  }

  @Test
  void outage_lastsUntilTheLastThatFailedHasSucceeded() {
    // Given
    outages.failed("first", "locked");
    outages.failed("second", "locked");

    // When
    boolean byAnother = outages.over("third").isPresent();
    boolean byTheFirst = outages.over("first").isPresent();
    boolean byTheSecond = outages.over("second").isPresent();

    // Then
    assertThat(byAnother || byTheFirst).isFalse();
    assertThat(byTheSecond).isTrue();
    assertThat(outages.current()).isEmpty();
  }

  @Test
  void cause_isTheLastOneThatWasTold() {
    // When
    outages.failed("first", "gone");
    outages.failed("first", "full");
    outages.failed("second", null);

    // Then
    assertThat(outages.current()).contains(new Outage(NOW, "full"));
  }
}
