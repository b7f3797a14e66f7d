package dev.tidewire.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.platform.access.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class UsesTest {
  private final Uses uses = new Uses();

  @Property
  void countsWhatIsAdded(@ForAll List<@IntRange(min = 0, max = 9) Integer> addresses) {
    Uses counted = new Uses();
    Map<Use, Long> expected = new HashMap<>();
    long now = 0;
    for (int address : addresses) {
      assertThat(counted.add(use(address), Tally.once(now++))).isTrue();
      expected.merge(use(address), 1L, Long::sum);
    }

    Map<Use, Tally> taken = counted.take();

    assertThat(taken.keySet()).isEqualTo(expected.keySet());
    taken.forEach(
        (use, tally) -> assertThat(tally.count()).isEqualTo(expected.get(use).longValue()));
    assertThat(counted.take()).isEmpty();
  }

  @Test
  void keepsWhenTheFirstAndTheLastWas() {
    uses.add(use(1), new Tally(3, 200, 300));
    uses.add(use(1), new Tally(2, 100, 250));

    assertThat(uses.take()).containsEntry(use(1), new Tally(5, 100, 300));
  }

  @Test
  void aFloodOfAddressesIsCountedTogether() {
    // When
    int alone = 0;
    for (int i = 0; i < 100_000; i++) {
      alone += uses.add(use(i), Tally.once(i)) ? 1 : 0;
    }

    // Then
    assertThat(alone).isEqualTo(Uses.MOST);
    assertThat(uses.size()).isEqualTo(Uses.MOST + 1);
    assertThat(uses.add(use(0), Tally.once(0))).isTrue();
    assertThat(uses.take())
        .containsEntry(use(0).amongOthers(), new Tally(100_000 - Uses.MOST, Uses.MOST, 99_999));
  }

  /** Whoever takes the counts while others count loses none. */
  @Test
  void losesNothingWhileTheCountsAreTaken() throws InterruptedException {
    // Given
    ExecutorService threads = Executors.newFixedThreadPool(4);
    LongAdder taken = new LongAdder();

    // When
    for (int thread = 0; thread < 4; thread++) {
      threads.execute(
          () -> {
            for (int i = 0; i < 50_000; i++) {
              uses.add(use(i % 7), Tally.once(i));
              if (i % 50 == 0) {
                uses.take().values().forEach(tally -> taken.add(tally.count()));
              }
            }
          });
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

    // Then
    uses.take().values().forEach(tally -> taken.add(tally.count()));
    assertThat(taken.sum()).isEqualTo(200_000);
  }

  private static Use use(int number) {
    return Use.ofStranger("sensors", "192.0.2." + number, Reason.NO_CREDENTIAL);
  }
}
