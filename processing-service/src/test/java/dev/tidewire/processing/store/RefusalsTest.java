package dev.tidewire.processing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.processing.intake.Poll;
import dev.tidewire.processing.store.Bisection.RefusedRow;
import dev.tidewire.processing.store.RowsTest.Given;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalsTest {
  private static final StoreResult.Refused REFUSAL =
      new StoreResult.Refused("22003", "out of range");

  private final Poll poll =
      RowsTest.poll(
          List.of(
              List.of(new Given(1, 5, 50), new Given(1, 7, 70)),
              List.of(new Given(1, 5, 55), new Given(1, 5, 55)),
              List.of(new Given(2, 5, 99))));
  private final List<Rows.Identified> identified = RowsTest.identified(poll);
  private final Rows rows = Rows.of(identified);

  @Test
  void refusedReading_namesTheLastRecordThatHeldIt() {
    // When
    Refusals refusals = new Refusals(rows, List.of(new RefusedRow(0, REFUSAL)), identified, poll);

    // Then
    assertThat(refusals.readings())
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

  @Test
  void readingHiddenByARefusedOne_takesItsPlaceUntilItIsRefusedToo() {
    // Given
    List<RefusedRow> refused = List.of(new RefusedRow(0, REFUSAL), new RefusedRow(1, REFUSAL));
    Refusals refusals = new Refusals(rows, refused, identified, poll);

    Rows hidden = refusals.hidden();

    // When
    refusals.take(List.of(new RefusedRow(0, REFUSAL)));

    // Then
    assertThat(hidden.size()).isOne();
    assertThat(hidden.seriesId(0)).isEqualTo(1);
    assertThat(hidden.timeMicros(0)).isEqualTo(5);
    assertThat(hidden.value(0)).isEqualTo(50);
    assertThat(refusals.hidden().size()).isZero();
    assertThat(refusals.readings())
        .extracting(reading -> reading.reading().value())
        .containsExactly(55.0, 70.0, 50.0);
    assertThat(refusals.readings().get(2).source().offset()).isZero();
  }
}
