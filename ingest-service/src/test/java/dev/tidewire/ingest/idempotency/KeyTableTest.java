package dev.tidewire.ingest.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What a log of claims, answers and releases comes to. */
class KeyTableTest {
  private static final long LEASE = 10;
  private static final Duration KEEP = Duration.ofMillis(50);
  private static final List<Hash> KEYS = List.of(new Hash(0, 1), new Hash(0, 2));
  private static final List<Hash> MANY_KEYS =
      LongStream.range(0, 12).mapToObj(i -> new Hash(i % 3, i)).toList();
  private static final Hash REQUEST = new Hash(1, 1);

  private record Step(KeyRecord record, long later) {}

  private static long owner(Hash key) {
    return key.high();
  }

  @Property(tries = 5_000)
  void anyLog_comesToTheSame_asReadAnew(@ForAll("few") List<Step> log) {
    // Given
    KeyTable table = new KeyTable(1 << 20, KEEP);
    NaiveKeys naive = new NaiveKeys(KEEP.toMillis());
    long now = 0;

    for (Step step : log) {
      // When
      now += step.later();
      table.apply(step.record(), now);
      naive.add(step.record(), now);

      // Then
      for (Hash key : KEYS) {
        assertSame(table.find(key, now), naive.find(key, now));
        assertSame(table.find(key, now + 45), naive.find(key, now + 45));
      }
    }
  }

  private static void assertSame(@Nullable KeyEntry found, NaiveKeys.@Nullable Known known) {
    assertThat(found == null).isEqualTo(known == null);
    if (found != null && known != null) {
      assertThat(found.request()).isEqualTo(known.request());
      assertThat(found.firstMicros()).isEqualTo(known.firstMicros());
      assertThat(found.answer()).isEqualTo(known.answer());
      if (known.answer() == null) {
        assertThat(found.isOf(known.attempt())).isTrue();
        assertThat(found.isAgain()).isEqualTo(known.isAgain());
      }
    }
  }

  /** A replica that starts later reads what is left of the log; what is left is what counts. */
  @Property(tries = 2_000)
  void aReplicaThatReadsItTwice_comesToTheSameAnswers(@ForAll("few") List<Step> log) {
    // Given
    KeyTable once = new KeyTable(1 << 20, Duration.ofDays(1));
    KeyTable twice = new KeyTable(1 << 20, Duration.ofDays(1));
    replay(log, once);

    // When
    replay(log, twice);
    replay(log, twice);

    // Then
    for (Hash key : KEYS) {
      KeyEntry first = once.find(key, 0);
      if (first != null && first.answer() != null) {
        assertThat(Objects.requireNonNull(twice.find(key, 0)).answer()).isEqualTo(first.answer());
      }
    }
  }

  private static void replay(List<Step> log, KeyTable table) {
    long now = 0;
    for (Step step : log) {
      now += step.later();
      table.apply(step.record(), now);
    }
  }

  /** Whose keys make way for whose. */
  @Property(tries = 3_000)
  void ofAFullTable_isLeftWhatIsLeftOfANaiveOne(@ForAll("many") List<Step> log) {
    // Given
    long most = 2L * Holdings.OWNER_BYTES + 4L * KeyEntry.BYTES;
    KeyTable table = new KeyTable(most, KEEP);
    NaiveKeys naive = new NaiveKeys(KEEP.toMillis());
    long now = 0;

    for (Step step : log) {
      // When
      now += step.later();
      table.apply(step.record(), now);
      naive.add(step.record(), now);
      naive.makeRoom(MANY_KEYS, most, now);

      // Then
      for (Hash key : MANY_KEYS) {
        assertSame(table.find(key, now), naive.find(key, now));
      }
    }
  }

  /** Whatever others send: a share is the memory, divided by those who hold any of it. */
  @Property(tries = 1_000)
  void whoHoldsLessThanItsShare_losesNothing(@ForAll("many") List<Step> others) {
    // Given
    int owners = 4;
    long most = owners * (Holdings.OWNER_BYTES + 2L * KeyEntry.BYTES + 3);
    KeyTable table = new KeyTable(most, Duration.ofDays(1));
    Hash open = new Hash(8, 1);
    Hash answered = new Hash(8, 2);
    table.apply(new KeyRecord.Claim(open, 99, 9, REQUEST, LEASE, 1, false), 0);
    table.apply(new KeyRecord.Kept(answered, 99, 9, REQUEST, new byte[3]), 0);

    // When
    replay(others, table);

    // Then
    assertThat(table.find(open, 0)).isNotNull();
    assertThat(table.find(answered, 0)).isNotNull();
    assertThat(table.bytes()).isLessThanOrEqualTo(most);
  }

  @Property(tries = 500)
  void neverTakesMoreThanItMay_andAddsUp(@ForAll("few") List<Step> log) {
    // Given
    long most = Holdings.OWNER_BYTES + KeyEntry.BYTES + 20;
    KeyTable table = new KeyTable(most, KEEP);
    long now = 0;

    for (Step step : log) {
      // When
      now += step.later();
      table.apply(step.record(), now);

      // Then
      assertThat(table.bytes()).isLessThanOrEqualTo(most);
      assertThat(table.bytes() == 0).isEqualTo(table.size() == 0);
      assertThat(table.bytes()).isGreaterThanOrEqualTo(table.size() * (long) KeyEntry.BYTES);
    }
  }

  @Example
  void ofAFullTable_theOldestAnswersAreForgottenFirst() {
    // Given
    KeyTable table = new KeyTable(Holdings.OWNER_BYTES + 10L * KeyEntry.BYTES, Duration.ofDays(1));
    table.apply(claim(new Hash(7, 0), 1), 0);

    // When
    LongStream.rangeClosed(1, 20)
        .forEach(
            i -> table.apply(new KeyRecord.Kept(new Hash(7, i), 1, i, REQUEST, new byte[0]), i));

    // Then
    assertThat(table.find(new Hash(7, 0), 20)).as("what is in progress").isNotNull();
    assertThat(table.find(new Hash(7, 11), 20)).isNull();
    assertThat(table.find(new Hash(7, 12), 20)).isNotNull();
    assertThat(table.size()).isEqualTo(10);
  }

  @Example
  void aClaimEndsWithItsLease_andTheNextHasTheTimeOfTheFirst() {
    // Given
    KeyTable table = new KeyTable(1 << 20, Duration.ofDays(1));
    Hash key = KEYS.get(0);
    table.apply(new KeyRecord.Claim(key, 1, 1, REQUEST, LEASE, 1_000, false), 100);

    // When
    table.apply(new KeyRecord.Claim(key, 1, 2, REQUEST, LEASE, 2_000, false), 109);
    table.apply(new KeyRecord.Claim(key, 1, 3, REQUEST, LEASE, 3_000, false), 110);

    // Then
    KeyEntry entry = Objects.requireNonNull(table.find(key, 110));
    assertThat(entry.isOf(3)).isTrue();
    assertThat(entry.isAgain()).isTrue();
    assertThat(entry.firstMicros()).isEqualTo(1_000);
  }

  private static KeyRecord claim(Hash key, long attempt) {
    return new KeyRecord.Claim(key, 1, attempt, REQUEST, LEASE, attempt, false);
  }

  @Provide
  Arbitrary<List<Step>> few() {
    return logs(KEYS, 25);
  }

  @Provide
  Arbitrary<List<Step>> many() {
    return logs(MANY_KEYS, 60);
  }

  private static Arbitrary<List<Step>> logs(List<Hash> of, int most) {
    Arbitrary<Hash> keys = Arbitraries.of(of);
    Arbitrary<Hash> requests = Arbitraries.of(REQUEST, REQUEST, REQUEST, new Hash(2, 2));
    Arbitrary<Long> attempts = Arbitraries.longs().between(1, 4);
    Arbitrary<Boolean> flags = Arbitraries.of(false, true);
    Arbitrary<KeyRecord> claims =
        Combinators.combine(keys, attempts, requests, Arbitraries.longs().between(1, 99), flags)
            .as(
                (key, id, request, time, isAgain) ->
                    new KeyRecord.Claim(key, owner(key), id, request, LEASE, time, isAgain));
    Arbitrary<KeyRecord> kept =
        Combinators.combine(
                keys, attempts, requests, Arbitraries.bytes().array(byte[].class).ofMaxSize(3))
            .as(
                (key, id, request, answer) ->
                    new KeyRecord.Kept(key, owner(key), id, request, answer));
    Arbitrary<KeyRecord> released =
        Combinators.combine(keys, attempts, flags).as(KeyRecord.Released::new);
    Arbitrary<KeyRecord> records =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(4, claims),
            net.jqwik.api.Tuple.of(1, kept),
            net.jqwik.api.Tuple.of(2, released));
    Arbitrary<Long> pauses = Arbitraries.of(0L, 1L, 3L, 9L, 10L, 30L, 50L);
    return Combinators.combine(records, pauses).as(Step::new).list().ofMaxSize(most);
  }
}
