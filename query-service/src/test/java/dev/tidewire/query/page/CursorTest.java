package dev.tidewire.query.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.Names;
import dev.tidewire.contract.ReadingTime;
import dev.tidewire.platform.query.QueryIdentity;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CursorTest {
  private static final QueryIdentity QUERY =
      new QueryIdentity("readings", List.of("boiler-7", "ASC", "0", "1"));

  @Property
  void aPositionRoundTrips(
      @ForAll @LongRange(min = ReadingTime.MIN_MICROS, max = ReadingTime.MAX_MICROS) long time,
      @ForAll long series,
      @ForAll("queries") QueryIdentity query) {
    ReadingPosition position = new ReadingPosition(time, series);
    assertThat(ReadingPosition.of(position.cursor(query), query)).isEqualTo(position);
  }

  @Property
  void aSensorRoundTrips(@ForAll("names") String name, @ForAll("queries") QueryIdentity query) {
    NamePosition position = new NamePosition(name);
    assertThat(NamePosition.ofSensor(position.cursor(query), query)).isEqualTo(position);
  }

  @Test
  void aNameIsNoLongerThanItMayBe() {
    // Given
    NamePosition longest = new NamePosition("m".repeat(Names.MAX_METRIC_BYTES));
    String tooLong = new NamePosition(longest.name() + "m").cursor(QUERY);

    // Then
    assertThat(NamePosition.ofMetric(longest.cursor(QUERY), QUERY)).isEqualTo(longest);
    assertThat(NamePosition.ofMetric(tooLong, QUERY)).isNull();
    String sensor = new NamePosition("s".repeat(Names.MAX_SENSOR_BYTES)).cursor(QUERY);
    String noSensor = new NamePosition("s".repeat(Names.MAX_SENSOR_BYTES + 1)).cursor(QUERY);
    assertThat(NamePosition.ofSensor(sensor, QUERY)).isNotNull();
    assertThat(NamePosition.ofSensor(noSensor, QUERY)).isNull();
    assertThat(NamePosition.ofMetric(noSensor, QUERY)).isNotNull();
  }

  @Property
  void aChangedBitIsNoticed(@ForAll @IntRange(max = 25 * 8 - 1) int bit) {
    // Given
    byte[] bytes = Base64.getUrlDecoder().decode(new ReadingPosition(17, 4).cursor(QUERY));
    bytes[bit / 8] ^= (byte) (1 << bit % 8);

    // When
    ReadingPosition position =
        ReadingPosition.of(Base64.getUrlEncoder().encodeToString(bytes), QUERY);

    // Then
    assertThat(position).isNull();
  }

  @Property
  void anyTextIsARefusalAndNoException(@ForAll String text) {
    assertThat(ReadingPosition.of(text, QUERY)).isNull();
    assertThat(NamePosition.ofSensor(text, QUERY)).isNull();
    assertThat(NamePosition.ofMetric(text, QUERY)).isNull();
  }

  @Property
  void aCursorIsGoodForItsOwnQueryOnly(
      @ForAll("queries") QueryIdentity one, @ForAll("queries") QueryIdentity other) {
    Assume.that(!one.equals(other));
    assertThat(ReadingPosition.of(new ReadingPosition(17, 4).cursor(one), other)).isNull();
  }

  @Provide
  Arbitrary<QueryIdentity> queries() {
    Arbitrary<String> few = Arbitraries.of("", "a", "b", "ab");
    return few.list().ofMaxSize(3).map(filters -> new QueryIdentity("readings", filters));
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withChars("aé€/ ").ofMinLength(1).ofMaxLength(80);
  }
}
