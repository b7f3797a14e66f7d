package dev.tidewire.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.ingest.idempotency.Claimant;
import dev.tidewire.platform.access.Access;
import dev.tidewire.platform.access.Scope;
import dev.tidewire.platform.access.SensorPatterns;
import java.time.Instant;
import java.util.Set;
import net.jqwik.api.Example;

/** Whose a key is, and who pays for it. */
class KeyedRequestsTest {
  private static final Sender HERE = new Sender("address", "192.0.2.1");
  private static final Sender THERE = new Sender("address", "192.0.2.2");

  @Example
  void whereNobodyIsAsked_allShareKeys_andEachAddressPaysForItsOwn() {
    // When
    Claimant here = KeyedRequests.claimant(Access.EVERYTHING, HERE);
    Claimant there = KeyedRequests.claimant(Access.EVERYTHING, THERE);

    // Then
    assertThat(here.space()).isEqualTo(there.space());
    assertThat(here.owner()).isNotEqualTo(there.owner());
    assertThat(here).isEqualTo(KeyedRequests.claimant(Access.EVERYTHING, HERE));
  }

  @Example
  void eachApiKey_hasKeysOfItsOwn_andPaysForThem() {
    // When
    Claimant one = KeyedRequests.claimant(access("one"), new Sender("key", "one"));
    Claimant two = KeyedRequests.claimant(access("two"), new Sender("key", "two"));

    // Then
    assertThat(one.space()).isNotEqualTo(two.space());
    assertThat(one.owner()).isNotEqualTo(two.owner());
  }

  private static Access access(String id) {
    return new Access(
        Access.Origin.KEY,
        id,
        Set.of(Scope.values()),
        SensorPatterns.ALL,
        SensorPatterns.ALL,
        Instant.MAX);
  }
}
