package dev.tidewire.processing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.processing.intake.Poll;
import dev.tidewire.processing.store.RowsTest.Given;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusedReadingTest {
  @Test
  void refusedReading_namesTheLastRecordThatHeldIt() {
    // Given
    Poll poll =
        RowsTest.poll(
            List.of(
                List.of(new Given(1, 5, 50), new Given(1, 7, 70)),
                List.of(new Given(1, 5, 55)),
                List.of(new Given(2, 5, 99))));
    List<Rows.Identified> identified = RowsTest.identified(poll);
    Rows rows = Rows.of(identified);
    StoreResult.Refused refusal = new StoreResult.Refused("22003", "out of range");

    // When
    List<RefusedReading> refused =
        RefusedReading.of(List.of(new Bisection.RefusedRow(0, refusal)), rows, identified, poll);

    // Then
    assertThat(refused)
        .singleElement()
        .satisfies(
            reading -> {
              assertThat(reading.source().offset()).isEqualTo(1);
              assertThat(reading.reading().series().sensor()).isEqualTo("s1");
              assertThat(reading.reading().timeMicros()).isEqualTo(5);
              assertThat(reading.reading().value()).isEqualTo(55);
              assertThat(reading.sqlState()).isEqualTo("22003");
            });
  }
}
