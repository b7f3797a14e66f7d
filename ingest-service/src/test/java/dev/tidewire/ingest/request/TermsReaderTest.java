package dev.tidewire.ingest.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.ingest.answer.ProblemType;
import dev.tidewire.ingest.parse.BodyFormat;
import dev.tidewire.ingest.parse.Defaults;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermsReaderTest {
  @Test
  void readsTheQuery() {
    assertThat(
            TermsReader.read(
                "sensor=a%26b+c&metric=%C3%A9&unit=%25&atomic=true", "text/csv", "gzip"))
        .isEqualTo(new Terms.Accepted(BodyFormat.CSV, true, new Defaults("a&b c", "é", "%"), true));
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, JSON",
    "APPLICATION/JSON, JSON",
    "application/json; charset=utf-8, JSON",
    "application/json;charset=\"UTF-8\", JSON",
    "application/x-ndjson;x=y, NDJSON",
    "text/csv; header=present, CSV",
  })
  void readsTheType(String contentType, BodyFormat format) {
    assertThat(TermsReader.read(null, contentType, null))
        .isEqualTo(new Terms.Accepted(format, false, Defaults.NONE, false));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "application/xml",
        "application/json-seq",
        "text/csv; header=absent",
        "text/csv;charset=latin1",
        "application/json, text/csv",
      })
  void refusesOtherTypesAndNamesTheAccepted(String contentType) {
    // When
    Terms terms = TermsReader.read(null, contentType, null);

    // Then
    assertThat(((Terms.Refused) terms).problem().type())
        .isEqualTo(ProblemType.UNSUPPORTED_MEDIA_TYPE);
    assertThat(((Terms.Refused) terms).problem().detail())
        .contains("application/json", "application/x-ndjson", "text/csv", "UTF-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "senor=a       | In the query: unknown parameter \"senor\"; known are sensor, metric, unit and atomic.",
        "sensor=a&sensor=a | In the query: sensor is given twice.",
        "sensor        | In the query: sensor must not be empty.",
        "metric=       | In the query: metric must not be empty.",
        "unit=%07      | In the query: unit must not contain control characters (found U+0007).",
        "atomic=1      | In the query: atomic is true or false.",
        "sensor=%zz    | The query is not percent-encoded UTF-8 at \"sensor=%zz\".",
        "sensor=%FF    | The query is not percent-encoded UTF-8 at \"sensor=%FF\".",
      })
  void refusesAQueryThatItDoesNotUnderstand(String query, String detail) {
    // When
    Terms terms = TermsReader.read(query, "text/csv", null);

    // Then
    assertThat(((Terms.Refused) terms).problem().type()).isEqualTo(ProblemType.INVALID_PARAMETER);
    assertThat(((Terms.Refused) terms).problem().detail()).isEqualTo(detail);
  }

  @Property
  void neverThrows(@ForAll String query, @ForAll String type, @ForAll String encoding) {
    assertThat(TermsReader.read(query, type, encoding)).isNotNull();
    assertThat(TermsReader.read(query, "text/csv", null)).isNotNull();
  }
}
