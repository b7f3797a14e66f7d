package dev.tidewire.ingest.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"8e03978e-40d5\" | 8e03978e-40d5",
        "8e03978e-40d5   | 8e03978e-40d5",
        "\"a, b\"         | a, b",
        "\"a\\\"b\\\\c\"  | a\"b\\c",
        "a:b/c=          | a:b/c=",
      })
  void aString_orTheSameWithoutQuotes_isAKey(String value, String key) {
    assertThat(KeyText.read(value)).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"\"",
        "\"",
        "\"a",
        "a\"",
        "\"a\"b",
        "\"a\";p=1",
        "\"a\", \"b\"",
        "a, b",
        "a b",
        "\"a\\b\"",
        "\"a\\",
        "ä",
        "\"ä\"",
        "a\u007f",
        "\"a\tb\"",
        "a;b",
        "a\\b"
      })
  void anythingElse_isNone(String value) {
    assertThat(KeyText.read(value)).isNull();
  }

  @Test
  void theLongestKey_isOne_andALongerIsNone() {
    assertThat(KeyText.read("k".repeat(255))).hasSize(255);
    assertThat(KeyText.read("k".repeat(256))).isNull();
    assertThat(KeyText.read('"' + "k".repeat(255) + '"')).hasSize(255);
    assertThat(KeyText.read('"' + "k".repeat(256) + '"')).isNull();
  }
}
