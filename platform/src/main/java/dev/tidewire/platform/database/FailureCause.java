package dev.tidewire.platform.database;

import org.jspecify.annotations.Nullable;

/**
 * What an SQLSTATE means to the operator who has to fix it. Codes: PostgreSQL documentation,
 * appendix A.
 */
public final class FailureCause {
  private FailureCause() {}

  /**
   * The cause in words, followed by the server's own message.
   *
   * @param sqlState five characters
   */
  public static String of(String sqlState, @Nullable String message) {
    return "%s (SQLSTATE %s: %s)".formatted(words(sqlState), sqlState, message);
  }

  private static String words(String sqlState) {
    return switch (sqlState) {
      case "53100" -> "the database's disk is full";
      case "53200" -> "the database is out of memory";
      case "53300" -> "the database has no connection left for us";
      case "57014" -> "a statement took longer than it may";
      case "57P01", "57P02" -> "the database is shutting down";
      case "57P03" -> "the database is starting up or shutting down";
      case "55P03" -> "somebody else holds a lock on what we write";
      case "40P01" -> "we and somebody else waited for each other's locks";
      case "40001" -> "somebody else changed what we wrote at the same time";
      case "25006" -> "the database is read-only, as a standby is";
      case "3D000" -> "there is no such database";
      case "28000" ->
          "the database does not let our user in: it may not exist, or pg_hba.conf may not let it in"
              + " from here, or only with TLS (quarkus.datasource.reactive.postgresql.ssl-mode)";
      case "28P01" ->
          "the database does not let our user in: set quarkus.datasource.username and"
              + " quarkus.datasource.password to a user that it knows";
      case "42501" ->
          "our user lacks a permission: make it a member of its role, tidewire_write for processing"
              + " and tidewire_read for query, and run the migrations, which grant the rights";
      case "42P01" -> "a table is missing; the migrations may not have run";
      case "42703" -> "a column is missing; the migrations may not have run";
      default -> ofClass(sqlState.substring(0, Math.min(2, sqlState.length())));
    };
  }

  private static String ofClass(String sqlStateClass) {
    return switch (sqlStateClass) {
      case "08" -> "the connection to the database failed";
      case "21", "22", "23" -> "the database refuses what we write";
      case "28" -> "the database does not let our user in";
      case "42" -> "the database's schema is not the one we expect";
      case "53" -> "the database lacks a resource";
      case "57" -> "an operator intervened in the database";
      default -> "the database cannot do it";
    };
  }
}
