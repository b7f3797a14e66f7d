package dev.tidewire.ingest.influx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementsTest {
  private final Statements statements = new Statements();

  @Test
  void aDatabaseThatWasAskedForIsThere() {
    assertThat(statements.answer("me", "create database \"my db\" with duration 1d", ""))
        .isEqualTo("{\"results\":[{\"statement_id\":0}]}");
    assertThat(statements.answer("me", "CREATE DATABASE telegraf;", "")).isNotNull();

    assertThat(statements.answer("me", " SHOW  databases; ", "given"))
        .isEqualTo(
            "{\"results\":[{\"statement_id\":0,\"series\":[{\"name\":\"databases\","
                + "\"columns\":[\"name\"],\"values\":[[\"given\"],[\"my db\"],[\"telegraf\"],"
                + "[\"tidewire\"]]}]}]}");
  }

  @Test
  void thereIsOneRetentionPolicy() {
    assertThat(statements.answer("me", "SHOW RETENTION POLICIES ON \"a\"", "")).contains("autogen");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "DROP DATABASE a", "SELECT * FROM cpu", "CREATE DATABASE"})
  void othersAreNotUnderstood(String statement) {
    assertThat(statements.answer("me", statement, "")).isNull();
  }

  @Test
  void nobodySeesTheNamesOfOthers() {
    assertThat(statements.answer("me", "CREATE DATABASE mine", "")).isNotNull();

    assertThat(statements.answer("other", "SHOW DATABASES", "")).doesNotContain("mine");
  }

  @Test
  void theNamesOfLatelyAreKept() {
    for (int i = 0; i < 2_000; i++) {
      assertThat(statements.answer("me", "CREATE DATABASE d" + i, "")).isNotNull();
    }

    assertThat(statements.answer("me", "SHOW DATABASES", ""))
        .contains("\"d1999\"", "\"d1000\"")
        .doesNotContain("\"d999\"");
  }
}
