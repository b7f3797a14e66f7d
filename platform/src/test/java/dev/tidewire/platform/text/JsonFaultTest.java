package dev.tidewire.platform.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFaultTest {
  private static final JsonFactory JSON = new JsonFactory();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1, /* two */ 2]|Unexpected character ('/' (code 47)): JSON has no comments",
        "[1, // two|Unexpected character ('/' (code 47)): JSON has no comments",
        "[NaN]|Non-standard token 'NaN'",
        "[none]|Unrecognized token 'none'",
        "[+1]|Unexpected character ('+' (code 43)) in numeric value: JSON spec does not allow numbers to have plus signs",
        "[1}|Unexpected close marker '}': expected ']'",
        "[#]|Unexpected character ('#' (code 35)): expected a valid value",
      })
  void tellsNothingOfTheParser(String json, String detail) {
    assertThat(JsonFault.detail(fault(json))).isEqualTo(detail);
  }

  private static JsonProcessingException fault(String json) {
    return catchThrowableOfType(JsonProcessingException.class, () -> read(json));
  }

  private static void read(String json) throws IOException {
    try (JsonParser in = JSON.createParser(json.getBytes(StandardCharsets.UTF_8))) {
      while (in.nextToken() != null) {
        in.currentToken();
      }
    }
  }
}
