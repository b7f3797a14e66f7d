package dev.tidewire.processing.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureCauseTest {
  @ParameterizedTest
  @CsvSource({
    "53100, the database's disk is full",
    "42P01, a table is missing",
    "42501, our user lacks a permission",
    "25006, the database is read-only",
    "28P01, the database does not let our user in",
    "53400, the database lacks a resource",
    "XX001, the database cannot do it",
    "5, the database cannot do it"
  })
  void cause_isInWordsWithTheServersOwnBehind(String sqlState, String words) {
    // When
    String cause = FailureCause.of(sqlState, "as the server says");

    // Then
    assertThat(cause).startsWith(words).endsWith("(SQLSTATE " + sqlState + ": as the server says)");
  }
}
