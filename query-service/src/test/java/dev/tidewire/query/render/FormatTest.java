package dev.tidewire.query.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "*/*                                          | JSON",
        "application/json                             | JSON",
        "Application/JSON; charset=utf-8              | JSON",
        "application/x-ndjson                         | NDJSON",
        "text/csv                                     | CSV",
        "text/*                                       | CSV",
        "application/*                                | JSON",
        "text/csv;q=0.5, application/json;q=0.4       | CSV",
        "text/csv;q=0.5, */*;q=0.1                    | CSV",
        "text/csv;q=0.1, application/x-ndjson;q=0.9   | NDJSON",
        "application/json;q=0, */*                    | NDJSON",
        "application/*;q=0.2, application/x-ndjson;q=1 | NDJSON",
        "text/html, application/xhtml+xml, */*;q=0.8  | JSON",
        "text/csv;q=0                                 | none",
        "text/csv;charset=utf-8                       | CSV",
        "text/csv; charset=\"UTF-8\"; q=0.5         | CSV",
        "text/csv;charset=utf-16                      | none",
        "application/json;charset=utf-16              | none",
        "text/csv;charset=utf-16, */*;q=0.1           | JSON",
        "text/csv;q=high                              | none",
        "image/png                                    | none",
        ",                                            | none",
      })
  void theClientsWishDecides(String accept, Format format) {
    assertThat(Format.negotiate(List.of(accept))).isEqualTo(format);
  }

  @Test
  void withoutAWishItIsJson() {
    assertThat(Format.negotiate(List.of())).isEqualTo(Format.JSON);
    assertThat(Format.negotiate(List.of("  "))).isEqualTo(Format.JSON);
  }

  @Test
  void repeatedHeadersAreOneList() {
    assertThat(Format.negotiate(List.of("image/png", "text/csv;q=0.5", "application/x-ndjson")))
        .isEqualTo(Format.NDJSON);
  }

  @Property
  void noHeaderIsTooStrange(@ForAll String accept) {
    assertThatCode(() -> Format.negotiate(List.of(accept))).doesNotThrowAnyException();
  }
}
