package dev.tidewire.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SensorPatternsTest {
  @Test
  void aPatternIsANameOrABeginning() {
    SensorPatterns patterns = SensorPatterns.of(List.of("lyon/*", "paris"));

    assertThat(patterns.contains("lyon/7")).isTrue();
    assertThat(patterns.contains("lyon/")).isTrue();
    assertThat(patterns.contains("paris")).isTrue();
    assertThat(patterns.contains("paris/1")).isFalse();
    assertThat(patterns.contains("lyon")).isFalse();
    assertThat(patterns.contains("LYON/7")).isFalse();
    assertThat(SensorPatterns.NONE.contains("paris")).isFalse();
  }

  @Test
  void aStarStandsOnlyAtTheEnd() {
    assertThat(SensorPatterns.violation("*/temperature"))
        .isEqualTo(
            "the pattern \"*/temperature\" has a `*` before its end; only the last character may be"
                + " one");
    assertThat(SensorPatterns.violation("")).contains("is empty");
    assertThat(SensorPatterns.violation("*")).isNull();
  }

  @Test
  void aPatternFitsSomeSensor() {
    assertThat(SensorPatterns.violation("a\n*")).contains("\"a\\u000A*\" fits no sensor");
    assertThat(SensorPatterns.violation("a\ud83d*")).contains("half of a surrogate pair");
    assertThat(SensorPatterns.violation("a".repeat(257))).contains("at most 256 bytes");
    assertThat(SensorPatterns.violation("a".repeat(256) + "*")).isNull();
  }

  @Test
  void theOrderOfPatternsPlaysNoPart() {
    assertThat(SensorPatterns.of(List.of("a", "b*", "a")))
        .isEqualTo(SensorPatterns.of(List.of("b*", "a")))
        .hasSameHashCodeAs(SensorPatterns.of(List.of("b*", "a")))
        .isNotEqualTo(SensorPatterns.of(List.of("b*")));
  }

  @Test
  void whatAnotherPatternCoversAddsNoRange() {
    SensorPatterns patterns =
        SensorPatterns.of(List.of("b", "a/1*", "a*", "a/1", "\ud83d\ude00", "\uffee*"));

    assertThat(patterns.ranges(""))
        .extracting(NameRange::from)
        .containsExactly("a", "b", "\uffee", "\ud83d\ude00");
    assertThat(patterns.contains("\ud83d\ude00")).isTrue();
    assertThat(patterns.contains("\uffee1")).isTrue();
  }

  @Property
  void matchesAsARegularExpressionDoes(
      @ForAll("patterns") List<String> patterns, @ForAll("names") String sensor) {
    String regex =
        patterns.stream()
            .map(
                pattern ->
                    pattern.endsWith("*")
                        ? Pattern.quote(pattern.substring(0, pattern.length() - 1)) + ".*"
                        : Pattern.quote(pattern))
            .collect(Collectors.joining("|"));

    assertThat(SensorPatterns.of(patterns).contains(sensor))
        .isEqualTo(!patterns.isEmpty() && Pattern.compile(regex).matcher(sensor).matches());
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withChars("ab/.é").ofMinLength(1).ofMaxLength(5);
  }

  @Provide
  Arbitrary<List<String>> patterns() {
    Arbitrary<String> beginnings =
        Arbitraries.strings().withChars("ab/.é").ofMaxLength(4).map(text -> text + "*");
    return Arbitraries.oneOf(names(), beginnings).list().ofMaxSize(4);
  }
}
