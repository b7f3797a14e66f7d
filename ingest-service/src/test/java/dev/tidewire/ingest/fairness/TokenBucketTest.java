package dev.tidewire.ingest.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a bucket lets through, and when it says that there is more. */
class TokenBucketTest {
  private static final long SECOND = 1_000_000_000;
  private static final Limit TEN_A_SECOND = new Limit(10, 100);

  /** Something done some time after the step before it; negative numbers are given back. */
  record Step(long after, int readings) {}

  @Example
  void aFullBucketHoldsItsBurst_andFillsEvenly() {
    // Given
    TokenBucket bucket = new TokenBucket(TEN_A_SECOND, 0);

    // When
    bucket.take(100, 0);

    // Then
    assertThat(bucket.left(0)).isZero();
    assertThat(bucket.untilOne(0)).isEqualTo(SECOND / 10);
    assertThat(bucket.untilFull(0)).isEqualTo(10 * SECOND);
    assertThat(bucket.left(SECOND)).isEqualTo(10);
    assertThat(bucket.left(3_600 * SECOND)).isEqualTo(100);
  }

  @Example
  void aDebtHasABound() {
    // Given
    TokenBucket bucket = new TokenBucket(TEN_A_SECOND, 0);

    // When
    bucket.take(1_000_000, 0);

    // Then
    assertThat(bucket.left(0)).isZero();
    assertThat(bucket.untilOne(20 * SECOND)).isEqualTo(SECOND / 10);
    assertThat(bucket.untilOne(20 * SECOND + SECOND / 10)).isZero();
  }

  @Example
  void lookingOftenLosesNothing() {
    // Given
    TokenBucket bucket = new TokenBucket(new Limit(3, 30), 0);
    bucket.take(30, 0);

    // When
    for (int i = 0; i < 1_000; i++) {
      bucket.left(i * SECOND / 1_000);
    }

    // Then
    assertThat(bucket.left(SECOND - 1)).isEqualTo(2);
    assertThat(bucket.left(SECOND)).isEqualTo(3);
  }

  @Example
  void anotherLimitCountsFromNowOn() {
    // Given
    TokenBucket bucket = new TokenBucket(TEN_A_SECOND, 0);

    // When
    bucket.limit(new Limit(1, 5), 0);

    // Then
    assertThat(bucket.left(0)).isEqualTo(5);
    bucket.limit(TEN_A_SECOND, 0);
    assertThat(bucket.left(0)).isEqualTo(5);
    assertThat(bucket.left(SECOND)).isEqualTo(15);
  }

  @Example
  void aClockThatGoesBackTakesNothing() {
    // Given
    TokenBucket bucket = new TokenBucket(TEN_A_SECOND, 5 * SECOND);

    // When
    bucket.take(50, 4 * SECOND);

    // Then
    assertThat(bucket.left(3 * SECOND)).isEqualTo(50);
    assertThat(bucket.left(6 * SECOND)).isEqualTo(60);
  }

  @Property
  void itHoldsWhatItsNaiveTwinHolds(
      @ForAll("limits") Limit limit, @ForAll("steps") List<Step> all) {
    // Given
    TokenBucket bucket = new TokenBucket(limit, 0);
    NaiveBucket twin = new NaiveBucket(limit);
    long now = 0;
    for (Step step : all) {
      // When
      now += step.after;
      if (step.readings >= 0) {
        bucket.take(step.readings, now);
      } else {
        bucket.giveBack(-step.readings, now);
      }
      twin.take(step.readings, now);

      // Then
      BigDecimal left = twin.left(now);
      assertThat(bucket.left(now))
          .isEqualTo(left.max(BigDecimal.ZERO).setScale(0, RoundingMode.FLOOR).longValueExact());
      assertThat(bucket.untilOne(now)).isEqualTo(until(BigDecimal.ONE, left, limit));
      assertThat(bucket.untilFull(now))
          .isEqualTo(until(BigDecimal.valueOf(limit.burst()), left, limit));
    }
  }

  /** The one guarantee: what is taken only while there is something never exceeds the rate. */
  @Property
  void whoTakesOnlyWhatIsAllowed_staysWithinTheRate(
      @ForAll("limits") Limit limit, @ForAll("steps") List<Step> all) {
    // Given
    TokenBucket bucket = new TokenBucket(limit, 0);
    long now = 0;
    BigDecimal taken = BigDecimal.ZERO;
    for (Step step : all) {
      // When
      now += step.after;
      int readings = Math.min(Math.abs(step.readings), limit.mostAtOnce());
      if (bucket.untilOne(now) == 0) {
        bucket.take(readings, now);
        taken = taken.add(BigDecimal.valueOf(readings));
      }

      // Then
      BigDecimal come = BigDecimal.valueOf(now).multiply(BigDecimal.valueOf(limit.perSecond(), 9));
      assertThat(taken)
          .isLessThanOrEqualTo(
              come.add(BigDecimal.valueOf(limit.burst()))
                  .add(BigDecimal.valueOf(limit.mostAtOnce())));
      assertThat(bucket.untilOne(now))
          .isLessThanOrEqualTo((2L * limit.burst() / limit.perSecond() + 2) * 1_000_000_000);
    }
  }

  private static long until(BigDecimal wanted, BigDecimal left, Limit limit) {
    return wanted
        .subtract(left)
        .max(BigDecimal.ZERO)
        .movePointRight(9)
        .divide(BigDecimal.valueOf(limit.perSecond()), 0, RoundingMode.CEILING)
        .longValueExact();
  }

  @Provide
  Arbitrary<Limit> limits() {
    return Combinators.combine(
            Arbitraries.integers().between(1, Limit.MOST / 10),
            Arbitraries.integers().between(0, Limit.MOST))
        .as((perSecond, burst) -> new Limit(perSecond, Math.max(perSecond, burst)));
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 100_000_000_000L),
            Arbitraries.integers().between(-1_000_000_000, 1_000_000_000))
        .as(Step::new)
        .list()
        .ofMaxSize(40);
  }
}
