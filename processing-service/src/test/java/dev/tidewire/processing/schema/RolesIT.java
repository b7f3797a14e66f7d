package dev.tidewire.processing.schema;

import static dev.tidewire.local.DatabaseUsers.MIGRATOR;
import static dev.tidewire.local.DatabaseUsers.READER;
import static dev.tidewire.local.DatabaseUsers.WRITER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each role may do in the database, and what not. */
class RolesIT {
  private static RolesDatabase database;

  @BeforeAll
  static void createDatabase() throws Exception {
    database = RolesDatabase.create();
    database.makeRoles();
    database.migrateAs(MIGRATOR);
  }

  @AfterAll
  static void close() throws Exception {
    database.close();
  }

  @Test
  void functionsWithTheRightsOfTheOwner_areForTheWriterAlone() throws Exception {
    // When
    var definers =
        database.strings(
            """
            SELECT format('%s %s %s %s %s', proname, proconfig[1],
                          has_function_privilege('public', oid, 'EXECUTE'),
                          has_function_privilege('tidewire_read', oid, 'EXECUTE'),
                          has_function_privilege('tidewire_write', oid, 'EXECUTE'))
            FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace ORDER BY 1
            """);

    // Then
    assertThat(definers)
        .containsExactly(
            "add_chunk_partition search_path=public, pg_temp f f t",
            "drop_chunk_partition search_path=public, pg_temp f f t");
  }

  @Test
  void functionsWithTheRightsOfTheOwner_useNothingOfTheCallers() throws Exception {
    // Given
    database.allowTemporaryTables(WRITER);

    // When
    database.execute(
        WRITER,
        """
        CREATE TEMP TABLE chunk (LIKE chunk) PARTITION BY RANGE (end_time);
        SET search_path = pg_temp, public;
        SELECT public.add_chunk_partition('2026-11-22', '2026-11-23')
        """);

    // Then
    database.forbidTemporaryTables(WRITER);
    assertThat(database.strings("SELECT inhparent::regclass FROM pg_inherits")).contains("chunk");
  }

  @Test
  void advisoryLocks_areForThoseWhoUseThem() throws Exception {
    // When
    var allowed =
        database.strings(
            """
            SELECT DISTINCT format('%s %s %s',
                has_function_privilege('tidewire_read', oid, 'EXECUTE'),
                has_function_privilege('tidewire_write', oid, 'EXECUTE'),
                has_function_privilege('tidewire_migrate', oid, 'EXECUTE'))
            FROM pg_proc WHERE proname LIKE '%advisory%'
            """);

    // Then
    assertThat(allowed).containsExactly("f t t");
  }

  @Test
  void writer_mayVacuumTheBlocks() throws Exception {
    // When
    // Then
    assertThat(database.execute(WRITER, "VACUUM (SKIP_LOCKED, TRUNCATE off) block")).isEmpty();
    assertThat(database.execute(READER, "VACUUM block"))
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains("permission denied");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE mine (id int)",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql RETURN 1",
        "ALTER TABLE block ADD COLUMN mine int",
        "CREATE TRIGGER mine BEFORE INSERT ON block EXECUTE FUNCTION new_series_ids()",
        "DROP TABLE chunk",
        "TRUNCATE block",
        "TRUNCATE dead_letter",
        "UPDATE block SET n = 0",
        "UPDATE chunk SET n = 0",
        "UPDATE series SET sensor = 'another'",
        "DELETE FROM series",
        "DELETE FROM watermark",
        "DELETE FROM dead_letter",
        "UPDATE dead_letter SET reason = 'none'",
        "UPDATE dead_letter_action SET who = 'nobody'",
        "SELECT * FROM flyway_schema_history",
        "SELECT * FROM reading",
        "SELECT setval('series_run_start', 1)",
        "SELECT pg_read_file('PG_VERSION')",
        "SELECT pg_ls_dir('.')",
        "COPY block TO PROGRAM 'true'",
        "SELECT * FROM pg_authid",
        "SET ROLE tidewire_migrate",
        "SET session_replication_role = replica",
        "CREATE ROLE mine",
        "ALTER TABLE block OWNER TO tidewire_writer",
        "CREATE TEMP TABLE mine (id int)",
      })
  void writer_isRefused(String statement) throws Exception {
    assertRefused(WRITER, statement);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO watermark VALUES (gen_random_uuid(), 1, 1)",
        "UPDATE series SET unit = 'Cel'",
        "DELETE FROM block",
        "UPDATE watermark SET next_offset = 0",
        "SELECT * FROM dead_letter",
        "SELECT sensor FROM dead_letter",
        "SELECT value_bytes FROM dead_letter",
        "SELECT * FROM dead_letter_action",
        "SELECT * FROM series_run",
        "SELECT * FROM flyway_schema_history",
        "SELECT nextval('series_run_start')",
        "SELECT new_series_ids(1, 1)",
        "SELECT add_chunk_partition('2026-11-22', '2026-11-23')",
        "SELECT drop_chunk_partition('chunk'::regclass)",
        "CREATE TABLE mine (id int)",
        "CREATE VIEW mine AS SELECT 1",
        "LOCK TABLE block IN ACCESS EXCLUSIVE MODE",
        "SELECT * FROM series FOR UPDATE",
        "SELECT pg_read_file('PG_VERSION')",
        "SELECT pg_advisory_lock(x'7469646577697265'::bigint)",
        "SELECT pg_advisory_xact_lock_shared(1)",
        "SELECT pg_try_advisory_lock(1, 1)",
        "SELECT pg_try_advisory_xact_lock(1)",
        "CREATE TEMP TABLE mine (id int)",
        "COPY block TO '/tmp/block'",
        "SET ROLE tidewire_write",
      })
  void reader_isRefused(String statement) throws Exception {
    assertRefused(READER, "SET transaction_read_only = off; " + statement);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT pg_read_file('PG_VERSION')",
        "COPY block TO PROGRAM 'true'",
        "CREATE ROLE mine",
        "CREATE DATABASE mine",
        "SELECT * FROM pg_authid",
      })
  void migrator_isRefused(String statement) throws Exception {
    assertRefused(MIGRATOR, statement);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM series, block, chunk, reading, readings_of(1, now(), now())",
        "EXPLAIN SELECT * FROM chunk",
        "SELECT * FROM watermark",
        "SELECT count(*) FROM dead_letter WHERE source_partition = 1 AND source_offset = 1 AND state = 'open'",
        "BEGIN READ ONLY; SET LOCAL statement_timeout = 1000; SELECT 1 FROM series; COMMIT",
      })
  void reader_mayRead(String statement) throws Exception {
    // When
    // Then
    database.execute(READER, statement);
  }

  private void assertRefused(String user, String statement) throws Exception {
    // When
    // Then
    assertThatThrownBy(() -> database.execute(user, statement))
        .isInstanceOfSatisfying(
            SQLException.class, refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
  }
}
