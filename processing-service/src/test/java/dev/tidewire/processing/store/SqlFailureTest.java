package dev.tidewire.processing.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFailureTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "08006", "57P01", "57P03", "57014", "53100", "53300", "40001", "40P01", "55P03", "25006",
        "0A000", "28P01", "42P01", "42703", "42501", "XX000", "58030"
      })
  void whatTheDatabaseMayDoLater_isInfrastructure(String sqlState) {
    assertThat(SqlFailure.of(sqlState, null)).isEqualTo(SqlFailure.INFRASTRUCTURE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"22003", "22021", "22008", "23502", "23503", "23P01", "21000"})
  void whatIsWrongWithTheRows_isData(String sqlState) {
    assertThat(SqlFailure.of(sqlState, "some_constraint")).isEqualTo(SqlFailure.DATA);
  }

  @Test
  void failureWithoutServer_isInfrastructure() {
    assertThat(SqlFailure.of(null, null)).isEqualTo(SqlFailure.INFRASTRUCTURE);
  }

  @Test
  void checkViolation_isDataOnlyWithAConstraint() {
    assertThat(SqlFailure.of("23514", "value_range")).isEqualTo(SqlFailure.DATA);
    assertThat(SqlFailure.of("23514", null)).isEqualTo(SqlFailure.MISSING_PARTITION);
  }

  @Test
  void uniqueViolation_isADuplicateKey() {
    assertThat(SqlFailure.of("23505", "reading_pkey")).isEqualTo(SqlFailure.DUPLICATE_KEY);
  }
}
