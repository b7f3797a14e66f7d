package dev.tidewire.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureCauseTest {
  @ParameterizedTest
  @CsvSource({
    "53100, the database's disk is full",
    "53200, the database is out of memory",
    "53300, the database has no connection left",
    "53400, the database lacks a resource",
    "57014, a statement took longer than it may",
    "57P01, the database is shutting down",
    "57P02, the database is shutting down",
    "57P03, the database is starting up or shutting down",
    "57P04, an operator intervened",
    "55P03, somebody else holds a lock",
    "40P01, we and somebody else waited",
    "40001, somebody else changed what we wrote",
    "25006, the database is read-only",
    "3D000, there is no such database",
    "42501, our user lacks a permission",
    "42P01, a table is missing",
    "42703, a column is missing",
    "42883, the database's schema is not the one we expect",
    "23514, the database refuses what we write",
    "22021, the database refuses what we write",
    "08006, the connection to the database failed",
    "28P01, the database does not let our user in: set quarkus.datasource.username",
    "28000, the database does not let our user in: it may not exist",
    "28001, the database does not let our user in",
    "XX001, the database cannot do it",
    "5, the database cannot do it"
  })
  void cause_isInWordsFollowedByTheServersOwn(String sqlState, String words) {
    // When
    String cause = FailureCause.of(sqlState, "as the server says");

    // Then
    assertThat(cause).startsWith(words).endsWith("(SQLSTATE " + sqlState + ": as the server says)");
  }
}
