package dev.tidewire.ingest.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {
  private static final int MIB = 1 << 20;
  private static final Duration WAIT = Duration.ofMillis(150);

  private static final long SECOND = 1_000_000_000;

  private final AtomicLong now = new AtomicLong();
  private final List<String> displaced = new ArrayList<>();
  private final Admission admission = admission(2, 100);
  private final Admission roomy = admission(10, 24 * MIB);

  private static Admission admission(int maxRequests, long maxBytes) {
    return new Admission(maxRequests, maxBytes, maxBytes / 3 * 2, WAIT, () -> false, () -> 0);
  }

  @Test
  void arrivingBody_keepsOthersOutWhileTheServiceIsSlow() {
    // Given
    AtomicBoolean busy = new AtomicBoolean(true);
    Admission slow = new Admission(10, 24 * MIB, 16 * MIB, WAIT, busy::get, () -> 0);
    assertThat(slow.admit(16 * MIB).use(16 * MIB)).isTrue();

    // Then
    assertThat(slow.admit(MIB)).isNull();
    busy.set(false);
    assertThat(slow.admit(MIB)).isNotNull();
  }

  @Test
  void slowBody_keepsNobodyOut() {
    // Given
    assertThat(roomy.admit(16 * MIB).use(16 * MIB)).isTrue();

    // When
    Grant quick = granted(roomy, MIB);

    // Then
    assertThat(quick.arrived()).isTrue();
  }

  @Test
  void whatIsOnlyAnnounced_takesNoRoom() {
    // Given
    roomy.admit(16 * MIB);
    roomy.admit(16 * MIB);

    // Then
    assertThat(granted(roomy, 16 * MIB).use(16 * MIB)).isTrue();
  }

  @Test
  void requestThatWouldWaitTooLong_isRefusedAtOnce() {
    // Given
    Grant ahead = granted(roomy, 2 * MIB);
    Grant behind = granted(roomy, MIB);
    assertThat(ahead.use(2 * MIB)).isTrue();
    assertThat(ahead.arrived()).isTrue();

    // Then
    assertThat(roomy.admit(MIB)).isNull();
    assertThat(behind.arrived()).isFalse();
    ahead.answered();
    assertThat(behind.arrived()).isTrue();
    assertThat(roomy.admit(MIB)).isNotNull();
  }

  @Test
  void whenTheMachineStoodStill_oneOfThoseThatWaitedIsServed() {
    // Given
    Admission halted = new Admission(10, 24 * MIB, 16 * MIB, WAIT, () -> false, now::get);
    Grant first = granted(halted, MIB);
    Grant second = granted(halted, MIB);
    assertThat(first.use(MIB) && second.use(MIB)).isTrue();
    first.arrived();
    second.arrived();
    assertThat(first.isOverdue()).isFalse();

    // When
    now.addAndGet(WAIT.toNanos() + 1);

    // Then
    assertThat(first.isOverdue()).isTrue();
    assertThat(second.isOverdue()).isFalse();
  }

  @Test
  void largeRequests_keepNoSmallOneOut() {
    // Given
    Grant large = granted(roomy, 16 * MIB);
    assertThat(large.use(16 * MIB)).isTrue();
    assertThat(large.arrived()).isTrue();
    assertThat(granted(roomy, 0).use(4 * MIB)).as("more than three quarters").isFalse();

    // When
    Grant small = granted(roomy, 100);

    // Then
    assertThat(small.use(100)).isTrue();
    assertThat(small.arrived()).isTrue();
  }

  @Test
  void requestThatGrows_becomesALargeOne() {
    // Given
    Grant growing = granted(roomy, 0);
    assertThat(growing.use(100)).isTrue();
    assertThat(growing.arrived()).isTrue();

    // When
    assertThat(growing.use(3 * MIB)).isTrue();

    // Then
    assertThat(roomy.admit(MIB)).as("another large one").isNull();
    assertThat(roomy.admit(1)).as("a small one").isNotNull();
    assertThat(roomy.bytes()).isEqualTo(3 * MIB + 100);
    growing.release();
    assertThat(roomy.admit(MIB)).isNotNull();
    assertThat(roomy.bytes()).isZero();
  }

  @Test
  void requestThatNeedsTime_becomesALargeOneUnlessTooMuchIsAhead() {
    // Given
    Grant first = granted(roomy, 0);
    Grant second = granted(roomy, 0);
    assertThat(first.use(10) && first.arrived() && first.enlarge()).isTrue();
    assertThat(first.use(2 * MIB)).isTrue();
    assertThat(second.use(10) && second.arrived()).isTrue();

    // Then
    assertThat(second.enlarge()).isFalse();
    first.release();
    assertThat(second.enlarge()).isTrue();
    second.release();
    assertThat(roomy.bytes()).isZero();
  }

  @Test
  void admitsUpToTheNumberOfRequests() {
    // Given
    Grant first = granted(admission, 0);
    assertThat(admission.admit(0)).isNotNull();

    // Then
    assertThat(admission.admit(0)).isNull();
    first.release();
    assertThat(admission.admit(0)).isNotNull();
  }

  @Test
  void bodyOfWhichLittleHasCome_makesWay_theOneThatBeganFirst() {
    // Given
    Grant first = awaiting(admission, "first");
    Grant second = awaiting(admission, "second");
    assertThat(first.use(10)).isTrue();

    // When
    assertThat(admission.admit(0)).isNotNull();

    // Then
    assertThat(displaced).containsExactly("first");
    assertThat(admission.bytes()).isZero();
    assertThat(first.use(1)).isFalse();
    assertThat(first.arrived()).isFalse();
    assertThat(second.arrived()).isTrue();
    assertThat(admission.admit(0)).as("nobody waits any more").isNull();
  }

  @Test
  void bodyThatGetsOn_makesWayOnlyWhenItHasBeenSilentForASecond() {
    // Given
    Admission two = new Admission(2, 24 * MIB, 16 * MIB, WAIT, () -> false, now::get);
    Grant silent = awaiting(two, "silent");
    Grant dribbling = awaiting(two, "dribbling");
    assertThat(silent.use(10_000) && dribbling.use(10_000)).isTrue();
    now.set(SECOND / 2);
    assertThat(dribbling.use(8_192)).isTrue();
    now.set(SECOND - 1);
    assertThat(dribbling.use(1_024)).as("too little to be progress").isTrue();
    assertThat(two.admit(0)).isNull();

    // When
    now.set(SECOND);
    Grant third = granted(two, 0);

    // Then
    assertThat(displaced).containsExactly("silent");
    assertThat(two.admit(0)).isNull();
    now.set(SECOND + SECOND / 2);
    assertThat(two.admit(0)).isNotNull();
    assertThat(displaced).containsExactly("silent", "dribbling");
    third.release();
  }

  @Test
  void smallBodyThatComesSlowly_makesNoWayForALargeOne() {
    // Given
    Admission ten = new Admission(10, 24 * MIB, 16 * MIB, WAIT, () -> false, now::get);
    assertThat(awaiting(ten, "slow").use(100_000)).isTrue();
    assertThat(awaiting(ten, "slower").use(1_000)).isTrue();
    now.set(10 * SECOND - 1);
    assertThat(awaiting(ten, "large").use(16 * MIB)).isTrue();

    // When
    boolean isTaken = awaiting(ten, "another").use(8 * MIB);

    // Then
    assertThat(isTaken).isFalse();
    assertThat(displaced).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {8_191, 100_000})
  void smallBodiesThatStopForLong_makeWayForALargeOne(int bytes) {
    // Given
    Admission many = new Admission(4_000, 24 * MIB, 16 * MIB, WAIT, () -> false, now::get);
    while (many.bytes() + bytes <= 24 * MIB) {
      assertThat(awaiting(many, "stopped").use(bytes)).isTrue();
    }
    now.set(10 * SECOND);

    // When
    Grant large = awaiting(many, "large");
    boolean isTaken = IntStream.range(0, 16).allMatch(piece -> large.use(MIB));

    // Then
    assertThat(isTaken).isTrue();
    assertThat(displaced).containsOnly("stopped");
  }

  @Test
  void smallBodiesThatStop_makeWayForSmallOnes() {
    // Given
    Admission many = new Admission(1_000, 24 * MIB, 16 * MIB, WAIT, () -> false, now::get);
    while (awaiting(many, "stopped").use(100_000)) {
      // Until the room is full.
    }
    now.set(SECOND);

    // When
    boolean isTaken = awaiting(many, "another").use(100_000);

    // Then
    assertThat(isTaken).isTrue();
    assertThat(displaced).containsExactly("stopped");
  }

  @Test
  void largeBodyThatDrips_makesWay() {
    // Given
    Admission ten = new Admission(10, 24 * MIB, 16 * MIB, WAIT, () -> false, now::get);
    Grant large = awaiting(ten, "large");
    assertThat(large.use(16 * MIB)).isTrue();
    now.set(SECOND / 2);
    assertThat(large.use(100_000)).as("of 16 MiB, that is next to nothing").isTrue();

    // When
    now.set(SECOND);

    // Then
    assertThat(awaiting(ten, "another").use(8 * MIB)).isTrue();
    assertThat(displaced).containsExactly("large");
  }

  @Test
  void nextBodyMakesWay_onlyWhenTheOneBeforeHasLeftTheMemory() {
    // Given
    Admission ten = new Admission(10, 24 * MIB, 16 * MIB, WAIT, () -> false, now::get);
    List<Grant> silent = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Grant grant = granted(ten, 0);
      grant.awaitBody(() -> silent.add(grant));
      assertThat(grant.use(8 * MIB)).isTrue();
    }
    Grant another = awaiting(ten, "another");
    assertThat(another.use(2 * MIB)).as("all that large ones have").isTrue();
    now.set(SECOND);

    // When
    assertThat(another.use(4 * MIB) && another.use(4 * MIB)).isTrue();

    // Then
    assertThat(silent).hasSize(1);
    assertThat(granted(ten, 0).use(MIB)).isFalse();
    silent.get(0).left();
    assertThat(granted(ten, 0).use(MIB)).isTrue();
    assertThat(silent).hasSize(2);
  }

  @Test
  void bytesOfSilentBodies_areFreedForOthers() {
    // Given
    Admission ten = new Admission(10, 24 * MIB, 16 * MIB, WAIT, () -> false, now::get);
    assertThat(awaiting(ten, "large").use(16 * MIB)).isTrue();
    assertThat(awaiting(ten, "small").use(100_000)).isTrue();
    Grant another = awaiting(ten, "another");
    assertThat(another.use(MIB)).isTrue();
    assertThat(awaiting(ten, "too early").use(16 * MIB)).isFalse();

    // When
    now.set(SECOND + 1);

    // Then
    assertThat(another.use(3 * MIB)).isTrue();
    assertThat(displaced).containsExactly("large");
  }

  @Test
  void silentBodies_keepNobodyOutWhileTheServiceIsSlow() {
    // Given
    Admission slow = new Admission(10, 24 * MIB, 16 * MIB, WAIT, () -> true, now::get);
    assertThat(awaiting(slow, "silent").use(2 * MIB)).isTrue();
    assertThat(slow.admit(MIB)).isNull();

    // When
    now.set(SECOND + 1);

    // Then
    assertThat(slow.admit(MIB)).isNotNull();
    assertThat(displaced).containsExactly("silent");
  }

  @Test
  void letsAGrantGrowWhileThereIsRoom() {
    // Given
    Grant grant = granted(admission, 0);

    // Then
    assertThat(grant.use(60)).isTrue();
    assertThat(grant.use(40)).isTrue();
    assertThat(admission.bytes()).isEqualTo(100);
    assertThat(grant.use(1)).isFalse();
    assertThat(admission.bytes()).isZero();
    grant.release();
    assertThat(admission.bytes()).isZero();
  }

  @Test
  void givesRoomBackOnce() {
    // Given
    Grant grant = granted(admission, 50);
    assertThat(grant.use(50)).isTrue();

    // When
    grant.release();
    grant.release();

    // Then
    assertThat(admission.bytes()).isZero();
    assertThat(admission.requests()).isZero();
    assertThat(grant.use(1)).isFalse();
    assertThat(grant.arrived()).isFalse();
    assertThat(grant.enlarge()).isFalse();
  }

  @RepeatedTest(50)
  void ofRequestsThatDoNotFitTogether_oneIsTaken() throws Exception {
    // Given
    ExecutorService threads = Executors.newFixedThreadPool(4);
    CyclicBarrier together = new CyclicBarrier(4);

    // When
    List<Future<Boolean>> taken = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      taken.add(threads.submit(() -> takes(granted(roomy, 14 * MIB), 14, together)));
    }
    boolean isAnyTaken = false;
    for (Future<Boolean> one : taken) {
      isAnyTaken |= one.get();
    }
    threads.shutdown();

    // Then
    assertThat(isAnyTaken).isTrue();
  }

  private static boolean takes(Grant grant, int mebibytes, CyclicBarrier together)
      throws Exception {
    together.await();
    for (int i = 0; i < mebibytes; i++) {
      if (!grant.use(MIB)) {
        return false;
      }
    }
    return true;
  }

  @Test
  void losesNoCountBetweenThreads() throws Exception {
    // Given
    Admission busy = admission(3, 300);
    ExecutorService threads = Executors.newFixedThreadPool(4);

    // When
    List<Future<?>> done = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      done.add(
          threads.submit(
              () -> {
                for (int i = 0; i < 20_000; i++) {
                  Grant grant = busy.admit(100);
                  if (grant != null) {
                    grant.awaitBody(grant::left);
                    boolean unused = grant.use(101) && grant.arrived() && grant.enlarge();
                    grant.release();
                  }
                }
              }));
    }
    for (Future<?> future : done) {
      future.get();
    }
    threads.shutdown();

    // Then
    assertThat(busy.requests()).isZero();
    assertThat(busy.bytes()).isZero();
    assertThat(busy.arriving().size()).isZero();
  }

  private Grant awaiting(Admission admission, String name) {
    Grant grant = granted(admission, 0);
    grant.awaitBody(
        () -> {
          displaced.add(name);
          grant.left();
        });
    return grant;
  }

  private static Grant granted(Admission admission, long announced) {
    return Objects.requireNonNull(admission.admit(announced));
  }
}
