package dev.tidewire.processing.schema;

import static dev.tidewire.local.DatabaseUsers.MIGRATOR;
import static dev.tidewire.local.DatabaseUsers.WRITER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** To whom tables and functions belong, in a new database and in one that is in use. */
class TableOwnersIT {
  private static final String BELONGS_TO_OTHERS =
      """
      SELECT relname FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relowner <> 'tidewire_migrate'::regrole
      UNION ALL
      SELECT proname FROM pg_proc
      WHERE pronamespace = 'public'::regnamespace AND proowner <> 'tidewire_migrate'::regrole
      """;

  private static final String RIGHTS =
      """
      SELECT format('%s %s %s', relname, relowner, relacl) FROM pg_class
      WHERE relnamespace = 'public'::regnamespace
      UNION ALL
      SELECT format('%s %s %s', proname, proowner, proacl) FROM pg_proc
      WHERE pronamespace = 'public'::regnamespace
      UNION ALL
      SELECT format('%s', nspacl) FROM pg_namespace WHERE nspname = 'public'
      UNION ALL
      SELECT roleid::regrole || ' ' || member::regrole FROM pg_auth_members
      ORDER BY 1
      """;

  private RolesDatabase database;

  @BeforeEach
  void createDatabase() throws Exception {
    database = RolesDatabase.create();
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  @Test
  void migrations_giveAllThatTheyMakeToTheRole() throws Exception {
    // When
    database.makeRoles();
    database.migrateAs(MIGRATOR);
    database.execute(WRITER, "SELECT add_chunk_partition('2026-11-22', '2026-11-23')");

    // Then
    assertThat(database.strings(BELONGS_TO_OTHERS)).isEmpty();
  }

  @Test
  void script_runAgain_changesNothing() throws Exception {
    // Given
    database.makeRoles();
    database.migrateAs(MIGRATOR);
    var before = database.strings(RIGHTS);

    // When
    database.makeRoles();
    database.migrateAs(MIGRATOR);

    // Then
    assertThat(database.strings(RIGHTS)).isEqualTo(before).isNotEmpty();
  }

  @Test
  void databaseOfOneUser_isTakenOver_whileThatUserGoesOn() throws Exception {
    // Given
    String former = database.formerOwner();
    database.migrateAs(former, "12");
    database.execute(former, "CREATE TABLE chunk_old PARTITION OF chunk DEFAULT");

    // When
    database.makeRoles();
    database.migrateAs(former);

    // Then
    assertThat(database.strings(BELONGS_TO_OTHERS)).isEmpty();
    database.execute(former, "INSERT INTO watermark VALUES (gen_random_uuid(), 1, 1)");
    database.execute(former, "SELECT add_chunk_partition('2026-11-22', '2026-11-23')");
    database.execute(WRITER, "SELECT drop_chunk_partition('chunk_old'::regclass)");
    assertThat(database.strings(BELONGS_TO_OTHERS)).isEmpty();
  }

  @Test
  void databaseWithoutTheRoles_staysWithItsUser() throws Exception {
    // Given
    String only = database.formerOwner();

    // When
    database.migrateAs(only);
    database.execute(only, "SELECT add_chunk_partition('2026-11-22', '2026-11-23')");
    database.execute(only, "SELECT drop_chunk_partition('chunk_20261122'::regclass)");

    // Then
    assertThat(database.strings(RIGHTS)).noneMatch(right -> right.contains("tidewire_write="));
  }

  @Test
  void strangerWhoMigrates_isToldWhatToDo() throws Exception {
    // Given
    String stranger = database.formerOwner();
    database.makeRoles();
    database.execute("GRANT CREATE ON SCHEMA public TO " + stranger);
    database.execute("GRANT tidewire_write TO " + stranger);

    // When
    // Then
    assertThatThrownBy(() -> database.migrateAs(stranger))
        .hasMessageContaining("may not act as tidewire_migrate")
        .hasMessageContaining("GRANT tidewire_migrate TO " + stranger);
  }

  /** Flyway takes its lock before any statement of ours. */
  @Test
  void strangerWithoutAnyRole_changesNothing() throws Exception {
    // Given
    String stranger = database.formerOwner();
    database.makeRoles();

    // When
    // Then
    assertThatThrownBy(() -> database.migrateAs(stranger))
        .hasMessageContaining("permission denied for function pg_try_advisory_xact_lock");
    assertThat(
            database.strings(
                "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
        .isEmpty();
  }
}
