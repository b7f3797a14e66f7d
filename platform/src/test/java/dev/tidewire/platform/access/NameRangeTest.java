package dev.tidewire.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NameRangeTest {
  @Property(tries = 5000)
  void theRangeHoldsExactlyTheNamesThatBeginWithIt(
      @ForAll("names") String prefix, @ForAll("names") String name) {
    NameRange range = NameRange.ofPrefix(prefix);

    boolean inside =
        NameRange.compare(range.from(), name) <= 0 && NameRange.compare(name, range.to()) < 0;

    assertThat(inside).isEqualTo(name.startsWith(prefix));
  }

  @Property(tries = 5000)
  void theRangesOfPatternsHoldWhatThePatternsDo_eachOnce(
      @ForAll("patterns") List<String> patterns,
      @ForAll("names") String prefix,
      @ForAll("names") String name) {
    // Given
    SensorPatterns sensors = SensorPatterns.of(patterns);

    // When
    long ranges =
        sensors.ranges(prefix).stream()
            .filter(
                range ->
                    NameRange.compare(range.from(), name) <= 0
                        && NameRange.compare(name, range.to()) < 0)
            .count();

    // Then
    assertThat(sensors.ranges(prefix))
        .isSortedAccordingTo((one, other) -> NameRange.compare(one.from(), other.from()));
    assertThat(ranges).isEqualTo(sensors.contains(name) && name.startsWith(prefix) ? 1 : 0);
  }

  @Provide
  Arbitrary<List<String>> patterns() {
    Arbitrary<String> beginnings = names().map(text -> text + "*");
    return Arbitraries.oneOf(names().filter(name -> !name.isEmpty()), beginnings)
        .list()
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(
            "a", "b", "\u007f", "\u0080", "\ud7ff", "\ue000", "\uffff", "\udbff\udfff")
        .list()
        .ofMaxSize(3)
        .map(parts -> String.join("", parts));
  }
}
