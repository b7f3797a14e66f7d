package dev.tidewire.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NamesTest {
  @Property
  void sensorWithoutViolation_survivesUtf8AndItsLimit(@ForAll String sensor) {
    // When
    boolean valid = Names.sensorViolation(sensor) == null;

    // Then
    byte[] utf8 = sensor.getBytes(StandardCharsets.UTF_8);
    boolean expected =
        utf8.length >= 1
            && utf8.length <= Names.MAX_SENSOR_BYTES
            && new String(utf8, StandardCharsets.UTF_8).equals(sensor)
            && sensor.chars().noneMatch(Character::isISOControl);
    assertThat(valid).isEqualTo(expected);
  }

  @Test
  void longestNames_areCountedInBytes() {
    assertThat(Names.sensorViolation("é".repeat(128))).isNull();
    assertThat(Names.sensorViolation("é".repeat(129)))
        .isEqualTo("sensor must be at most 256 bytes of UTF-8, but has 258");
    assertThat(Names.metricViolation("m".repeat(512))).isNull();
    assertThat(Names.metricViolation("m".repeat(513))).contains("at most 512 bytes");
    assertThat(Names.unitViolation("")).isNull();
    assertThat(Names.unitViolation("u".repeat(64))).isNull();
    assertThat(Names.unitViolation("u".repeat(65))).contains("unit must be at most 64 bytes");
    assertThat(tag("t".repeat(64), "v".repeat(256))).isNull();
    assertThat(tag("t".repeat(65), "")).contains("tag name must be at most 64 bytes");
    assertThat(tag("t", "v".repeat(257))).contains("value of tag \"t\" must be at most 256 bytes");
  }

  @Test
  void namesMustNotBeEmptyAndValuesMay() {
    assertThat(Names.metricViolation("")).isEqualTo("metric must not be empty");
    assertThat(tag("", "v")).isEqualTo("tag name must not be empty");
    assertThat(tag("t", "")).isNull();
  }

  @Test
  void controlCharacter_isNamed() {
    assertThat(tag("t", "a\u0007b"))
        .isEqualTo("value of tag \"t\" must not contain control characters (found U+0007)");
  }

  private static @Nullable String tag(String name, String value) {
    return Names.tagsViolation(Map.of(name, value));
  }

  @Test
  void moreThan32Tags_areRefused() {
    // Given
    Map<String, String> tags = new HashMap<>();
    for (int i = 0; i < 32; i++) {
      tags.put("tag-" + i, "");
    }

    // When
    String atTheLimit = Names.tagsViolation(tags);
    tags.put("one-more", "");
    String beyond = Names.tagsViolation(tags);

    // Then
    assertThat(atTheLimit).isNull();
    assertThat(beyond).isEqualTo("a reading must have at most 32 tags, but has 33");
  }
}
