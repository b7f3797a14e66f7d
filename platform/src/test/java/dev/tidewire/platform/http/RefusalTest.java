package dev.tidewire.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
  @ParameterizedTest
  @CsvSource({
    "400, MALFORMED_REQUEST",
    "404, NOT_FOUND",
    "405, METHOD_NOT_ALLOWED",
    "406, NOT_ACCEPTABLE",
    "408, BODY_TIMEOUT",
    "413, BODY_TOO_LARGE",
    "414, URI_TOO_LONG",
    "415, UNSUPPORTED_MEDIA_TYPE",
    "431, HEADERS_TOO_LARGE",
    "500, INTERNAL_ERROR",
    "503, OVERLOADED",
  })
  void aKnownStatusStays(int status, ProblemType type) {
    Problem problem = Refusal.of(status, "/x");
    assertThat(problem.type()).isEqualTo(type);
    assertThat(problem.status()).isEqualTo(status);
    assertThat(problem.type().status()).isEqualTo(status);
    assertThat(problem.detail()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 409, 429})
  void anotherClientErrorKeepsItsStatus(int status) {
    Problem problem = Refusal.of(status, "/x");
    assertThat(problem.status()).isEqualTo(status);
    assertThat(problem.type()).isEqualTo(ProblemType.REFUSED);
    assertThat(problem.detail()).doesNotContain("Host");
  }

  @Test
  void aBodyThatIsLateIsNotCalledMalformed() {
    assertThat(Refusal.of(408, "/x").detail()).contains("in time").doesNotContain("Host");
  }

  @Test
  void anotherStatusIsAFaultOfTheService() {
    assertThat(Refusal.of(507, "/x").type()).isEqualTo(ProblemType.INTERNAL_ERROR);
    assertThat(Refusal.of(-1, "/x").type()).isEqualTo(ProblemType.INTERNAL_ERROR);
  }

  @ParameterizedTest
  @EnumSource(
      value = ProblemType.class,
      names = {"MALFORMED_REQUEST", "URI_TOO_LONG", "HEADERS_TOO_LARGE"})
  void theRefusalPathReadsBack(ProblemType type) {
    String path = UnroutableRequest.path(type);
    assertThat(UnroutableRequest.refusalOf(path)).contains(type);
    assertThat(UnroutableRequest.isUri(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/.refused/",
        "/.refused/x",
        "/.refused/internal-error",
        "/v1/readings",
        "not-found"
      })
  void anotherPathIsNoRefusal(String path) {
    assertThat(UnroutableRequest.refusalOf(path)).isEmpty();
  }
}
