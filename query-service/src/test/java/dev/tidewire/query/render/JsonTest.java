package dev.tidewire.query.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void compactJsonHasSpaceInStringsOnly() {
    assertThat(Json.compact("{\"a b\": \"c: \\\" d\", \"e\\\\\": \" \"}"))
        .isEqualTo("{\"a b\":\"c: \\\" d\",\"e\\\\\":\" \"}");
  }
}
