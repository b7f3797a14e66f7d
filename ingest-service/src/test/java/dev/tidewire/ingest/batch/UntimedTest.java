package dev.tidewire.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class UntimedTest {
  private static final long NOW = 1_000_000;

  private final ReceiptTimes times = new ReceiptTimes();

  /** The steps are by which of the requests gets a time next. */
  @Property
  void requestsOfOneMoment_haveNoTimeInCommon_andRisingOnes(
      @ForAll @Size(max = 300) List<@IntRange(max = 3) Integer> steps) {
    // Given
    ReceiptTimes shared = new ReceiptTimes();
    List<Request> requests =
        IntStream.rangeClosed(0, 3)
            .mapToObj(i -> new Request(shared, shared.take(NOW, 1)))
            .toList();

    // When
    steps.forEach(step -> requests.get(step).next());

    // Then
    Set<Long> all = new HashSet<>();
    for (Request request : requests) {
      assertThat(request.given).isSorted().allMatch(all::add);
    }
  }

  @Test
  void readingsOfOneRequest_areAMicrosecondApart() {
    // Given
    Untimed untimed = Untimed.unique(times);

    // Then
    assertThat(IntStream.range(0, 1_000).mapToLong(place -> untimed.at(NOW, place)))
        .containsExactlyElementsOf(LongStream.range(NOW, NOW + 1_000).boxed().toList());
  }

  @Test
  void repetition_hasTheSameTimes_andTheNextRequestLaterOnes() {
    // Given
    Untimed first = Untimed.repeatable(times);
    Untimed again = Untimed.repeatable(new ReceiptTimes());

    // When
    List<Long> given = IntStream.range(0, 100).mapToObj(place -> first.at(NOW, place)).toList();

    // Then
    assertThat(IntStream.range(0, 100).mapToObj(place -> again.at(NOW, place)))
        .containsExactlyElementsOf(given);
    assertThat(times.take(NOW + 1, 1)).isEqualTo(NOW + 100);
  }

  private static final class Request {
    private final Untimed untimed;
    private final long received;
    private final List<Long> given = new ArrayList<>();

    Request(ReceiptTimes times, long received) {
      this.untimed = Untimed.unique(times);
      this.received = received;
    }

    void next() {
      given.add(untimed.at(received, given.size()));
    }
  }
}
