package dev.tidewire.ingest.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private final Admission admission = admission(2, 100);

  private static Admission admission(int maxRequests, long maxBytes) {
    return new Admission(maxRequests, maxBytes, Duration.ofMillis(150), () -> false, () -> 0);
  }

  @Test
  void arrivingBody_keepsOthersOutWhileTheServiceIsSlow() {
    // Given
    AtomicBoolean busy = new AtomicBoolean(true);
    Admission roomy = new Admission(10, 24 << 20, Duration.ofMillis(150), busy::get, () -> 0);
    roomy.admit(16 << 20);

    // Then
    assertThat(roomy.admit(1 << 20)).isNull();
    busy.set(false);
    assertThat(roomy.admit(1 << 20)).isNotNull();
  }

  @Test
  void slowBody_keepsNobodyOut() {
    // Given
    Admission roomy = admission(10, 24 << 20);
    roomy.admit(16 << 20);

    // When
    Admission.Grant quick = roomy.admit(1 << 20);

    // Then
    assertThat(quick).isNotNull();
    assertThat(quick.arrived()).isTrue();
  }

  @Test
  void requestThatWouldWaitTooLong_isRefusedAtOnce() {
    // Given
    Admission roomy = admission(10, 24 << 20);
    Admission.Grant ahead = roomy.admit(2 << 20);
    Admission.Grant behind = roomy.admit(1 << 20);
    assertThat(ahead.arrived()).isTrue();

    // Then
    assertThat(roomy.admit(1)).isNull();
    assertThat(behind.arrived()).isFalse();
    ahead.release();
    assertThat(behind.arrived()).isTrue();
    assertThat(roomy.admit(1)).isNotNull();
  }

  @Test
  void admitsUpToTheNumberOfRequests() {
    // Given
    Admission.Grant first = admission.admit(0);
    assertThat(admission.admit(0)).isNotNull();

    // Then
    assertThat(admission.admit(0)).isNull();
    first.release();
    assertThat(admission.admit(0)).isNotNull();
  }

  @Test
  void admitsUpToTheNumberOfBytes() {
    // Given
    Admission.Grant grant = admission.admit(60);

    // Then
    assertThat(admission.admit(41)).isNull();
    assertThat(admission.admit(40)).isNotNull();
    grant.release();
    assertThat(admission.bytes()).isEqualTo(40);
    assertThat(admission.requests()).isEqualTo(1);
  }

  @Test
  void letsAGrantGrowWhileThereIsRoom() {
    // Given
    Admission.Grant grant = admission.admit(0);

    // Then
    assertThat(grant.use(60)).isTrue();
    assertThat(grant.use(40)).isTrue();
    assertThat(grant.use(1)).isFalse();
    assertThat(admission.bytes()).isEqualTo(100);
    grant.release();
    assertThat(admission.bytes()).isZero();
  }

  @Test
  void countsAnnouncedBytesOnce() {
    // Given
    Admission.Grant grant = admission.admit(50);

    // When
    assertThat(grant.use(30)).isTrue();
    assertThat(grant.use(20)).isTrue();

    // Then
    assertThat(admission.bytes()).isEqualTo(50);
  }

  @Test
  void givesRoomBackOnce() {
    // Given
    Admission.Grant grant = admission.admit(50);

    // When
    grant.release();
    grant.release();

    // Then
    assertThat(admission.bytes()).isZero();
    assertThat(admission.requests()).isZero();
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
                  Admission.Grant grant = busy.admit(100);
                  if (grant != null) {
                    grant.use(101);
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
  }
}
