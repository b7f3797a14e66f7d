package dev.tidewire.processing.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.processing.Database;
import dev.tidewire.processing.LogLines;
import dev.tidewire.processing.Metrics;
import dev.tidewire.processing.RealStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What others have put on our tables. */
@QuarkusTest
@QuarkusTestResource(RealStack.class)
class SchemaWatchIT {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Inject ForeignObjects objects;
  @Inject SchemaWatch watch;

  @AfterEach
  void clear() throws SQLException {
    for (ForeignObject each : find()) {
      Database.execute(each.removal());
    }
    Database.execute("DROP TRIGGER IF EXISTS late ON block");
    Database.execute("DROP TABLE IF EXISTS theirs");
    Database.execute("DROP FUNCTION IF EXISTS refuse");
    watch.tell(List.of());
  }

  private List<ForeignObject> find() {
    return objects.find().await().atMost(PATIENCE);
  }

  @Test
  void whatTheMigrationsAndTheServiceHaveMade_isNotTold() {
    assertThat(find()).isEmpty();
  }

  @Test
  void eachKind_isTold_andRemovedByWhatItSays() throws Exception {
    // Given
    String partition =
        Database.strings(
                "SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'chunk'::regclass")
            .get(0);
    Database.execute(
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'");
    Database.execute(
        "CREATE TRIGGER \"Audit me\" AFTER INSERT ON chunk FOR EACH ROW EXECUTE FUNCTION refuse()");
    Database.execute(
        "CREATE TRIGGER late BEFORE INSERT ON block FOR EACH ROW EXECUTE FUNCTION refuse()");
    Database.execute("ALTER TABLE block DISABLE TRIGGER late");
    Database.execute("CREATE RULE quiet AS ON UPDATE TO watermark DO ALSO NOTHING");
    Database.execute("ALTER TABLE block ADD CONSTRAINT few CHECK (n < 1000000)");
    Database.execute("ALTER TABLE %s ADD CONSTRAINT lots CHECK (n > 0)".formatted(partition));
    Database.execute("CREATE TABLE theirs (id bigint REFERENCES series)");
    Database.execute("ALTER TABLE series ENABLE ROW LEVEL SECURITY");

    // Then
    assertThat(find())
        .extracting(ForeignObject::what)
        .containsExactlyInAnyOrder(
            "the trigger Audit me on the table chunk",
            "the rule quiet on the table watermark",
            "the constraint few on the table block: CHECK ((n < 1000000))",
            "the constraint lots on the table %s: CHECK ((n > 0))".formatted(partition),
            "the constraint theirs_id_fkey on the table theirs: FOREIGN KEY (id) REFERENCES"
                + " series(id)",
            "the row security of the table series");

    // When
    for (ForeignObject each : find()) {
      Database.execute(each.removal());
    }

    // Then
    assertThat(find()).isEmpty();
  }

  @Test
  void each_isToldOnceWithItsEffectAndHowToRemoveIt() throws Exception {
    try (LogLines log = new LogLines()) {
      // Given
      Database.execute("ALTER TABLE block ADD CONSTRAINT few CHECK (n < 1000000)");

      // When
      watch.tell(find());
      watch.tell(find());

      // Then
      assertThat(log.lines())
          .filteredOn(line -> line.contains("No migration has made"))
          .singleElement()
          .asString()
          .contains(
              "the constraint few on the table block",
              "stops storing for all of a partition",
              "or its group of series",
              "ALTER TABLE block DROP CONSTRAINT few");
      assertThat(Metrics.sum("tidewire_schema_foreign_objects")).isEqualTo(1);
    }
  }
}
