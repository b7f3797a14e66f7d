package dev.tidewire.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FailedLoginsTest {
  private static final long MINUTE = 60_000_000_000L;

  private final AtomicLong now = new AtomicLong();
  private final FailedLogins failed = new FailedLogins(20, 42, now::get);

  @Test
  void manyFromOneAddressAreTooMany_untilSomeTimeHasPassed() {
    assertThat(tooMany("192.0.2.1", 25)).isEqualTo(5);
    assertThat(tooMany("192.0.2.2", 1)).isZero();

    now.addAndGet(MINUTE / 20);
    assertThat(tooMany("192.0.2.1", 2)).isEqualTo(1);

    now.addAndGet(MINUTE);
    assertThat(tooMany("192.0.2.1", 25)).isEqualTo(5);
  }

  @Test
  void addressesOfOneNetworkOfIpv6AreOne() {
    assertThat(tooMany("2001:db8:0:1::1", 20)).isZero();
    assertThat(tooMany("2001:db8:0:1:ffff::2", 1)).isEqualTo(1);
    assertThat(tooMany("2001:db8:0:1:ffff::2%eth0", 1)).isEqualTo(1);
    assertThat(tooMany("2001:db8:0:2::1", 1)).isZero();
  }

  /** As a socket for both versions has them. */
  @Test
  void addressesOfIpv4AreTheSameWrittenAsIpv6() {
    assertThat(tooMany("192.0.2.7", 20)).isZero();
    assertThat(tooMany("::ffff:192.0.2.7", 1)).isEqualTo(1);
    assertThat(tooMany("::ffff:c000:207", 1)).isEqualTo(1);
    assertThat(tooMany("::ffff:192.0.2.8", 1)).isZero();
  }

  @Test
  void whatIsNoAddressIsCounted() {
    assertThat(tooMany("unknown", 21)).isEqualTo(1);
    assertThat(tooMany("", 21)).isEqualTo(1);
  }

  /** The table does not grow, and nobody's count is pushed out of it. */
  @Test
  void aFloodOfAddressesPushesNobodyOut() {
    // Given
    assertThat(tooMany("192.0.2.1", 21)).isEqualTo(1);

    // When
    for (int i = 0; i < 100_000; i++) {
      failed.isTooMany("10.%d.%d.%d".formatted(i >> 16, i >> 8 & 255, i & 255));
    }

    // Then
    assertThat(failed.isTooMany("192.0.2.1")).isTrue();
    now.addAndGet(MINUTE);
    assertThat(failed.isTooMany("192.0.2.1")).isFalse();
  }

  /** Neighbours do not share buckets more often than others. */
  @Test
  void addressesSpreadOverTheTable() {
    int alone = 0;
    for (int i = 0; i < 1_000; i++) {
      String address = "10.0.%d.%d".formatted(i >> 8, i & 255);
      alone += tooMany(address, 20) == 0 ? 1 : 0;
    }

    assertThat(alone).isGreaterThan(900);
  }

  private int tooMany(String address, int times) {
    int tooMany = 0;
    for (int i = 0; i < times; i++) {
      tooMany += failed.isTooMany(address) ? 1 : 0;
    }
    return tooMany;
  }
}
