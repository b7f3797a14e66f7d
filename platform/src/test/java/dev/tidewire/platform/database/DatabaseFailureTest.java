package dev.tidewire.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.security.cert.CertificateExpiredException;
import java.time.DateTimeException;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseFailureTest {
  @ParameterizedTest
  @CsvSource({
    "57P01, does not answer",
    "53300, does not answer",
    "28P01, does not answer",
    "0A000, does not answer",
    "57014, took too long",
    "42501, does not permit",
    "42P01, migrations",
    "42703, migrations",
  })
  void anOutageOfTheServer(String state, String words) {
    assertThat(DatabaseFailure.of(server(state)))
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessageContaining(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"22P02", "22021", "42601"})
  void anErrorOfThisServiceStaysOne(String state) {
    PgException error = server(state);
    assertThat(DatabaseFailure.of(error)).isSameAs(error);
  }

  @Test
  void noConnectionAndNoAnswerAreOutages() {
    assertThat(DatabaseFailure.of(new ConnectException()))
        .isInstanceOf(DatabaseUnavailableException.class);
    assertThat(DatabaseFailure.of(new TimeoutException()))
        .isInstanceOf(DatabaseUnavailableException.class);
  }

  @Test
  void theCauseIsInWordsForTheOperator() {
    assertThat(DatabaseFailure.cause(server("28P01"))).contains("quarkus.datasource.password");
    assertThat(DatabaseFailure.cause(new VertxException(new CertificateExpiredException("May"))))
        .contains("expired", "May");
    assertThat(DatabaseFailure.cause(new ConnectException("refused"))).contains("refused");
  }

  static Stream<RuntimeException> bugs() {
    return Stream.of(
        new NullPointerException(),
        new NoSuchElementException(),
        new ArithmeticException(),
        new DateTimeException("bug"),
        new UnsupportedOperationException());
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void aBugStaysABug(RuntimeException bug) {
    assertThat(DatabaseFailure.of(bug)).isSameAs(bug);
  }

  private static PgException server(String state) {
    return new PgException("message", "ERROR", state, "detail");
  }
}
