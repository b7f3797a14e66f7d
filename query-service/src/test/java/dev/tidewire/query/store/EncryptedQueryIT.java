package dev.tidewire.query.store;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.local.DatabaseUsers;
import dev.tidewire.local.SecurePostgres;
import dev.tidewire.local.TestStack;
import dev.tidewire.local.tls.Leaf;
import dev.tidewire.platform.http.Management;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** A database that is reached over TLS alone, by a user with the least rights. */
@QuarkusTest
@WithTestResource(EncryptedPostgres.class)
@DisabledIfSystemProperty(
    named = "tidewire.stack",
    matches = "containers",
    disabledReason = "the certificates are files of the server")
class EncryptedQueryIT {
  private static final Duration TOLD = Duration.ofSeconds(10);
  private static final Leaf RIGHT = Leaf.local("postgres");

  SecurePostgres postgres;

  @BeforeEach
  void answers() {
    awaitAnswers();
  }

  @AfterEach
  void answersAgain() throws Exception {
    postgres.present("ca", RIGHT);
    postgres.trust("ca");
    postgres.execute("ALTER ROLE %1$s PASSWORD '%1$s'".formatted(DatabaseUsers.READER));
    postgres.execute("GRANT SELECT ON block TO tidewire_read");
    awaitAnswers();
  }

  @Test
  void everySession_isEncrypted() throws Exception {
    // When
    var sessions =
        postgres.strings(
            """
            SELECT DISTINCT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
            WHERE usename = '%s'
            """
                .formatted(DatabaseUsers.READER));

    // Then
    assertThat(sessions).containsExactly("t");
  }

  @Test
  void certificateOfAnotherAuthority_isTold() throws Exception {
    // When
    postgres.present("another", RIGHT);

    // Then
    assertTold("is not signed by a CA that we trust");
  }

  @Test
  void wrongPassword_isTold() throws Exception {
    // When
    postgres.execute("ALTER ROLE %s PASSWORD 'another'".formatted(DatabaseUsers.READER));

    // Then
    assertTold("set quarkus.datasource.username and quarkus.datasource.password");
  }

  @Test
  void rightThatIsMissing_isTold() throws Exception {
    // When
    postgres.execute("REVOKE SELECT ON block FROM tidewire_read");

    // Then
    assertTold("Our user may not read: block");
  }

  @Test
  void rotatedAuthority_needsNoRestart() throws Exception {
    // When
    postgres.present("next", RIGHT);
    postgres.trust("next");
    postgres.disconnect(DatabaseUsers.READER);

    // Then
    awaitAnswers();
  }

  @Test
  void frozenDatabase_isNoticedInTime() {
    // When
    TestStack.shared().freezePostgres();
    try {

      // Then
      var response = given().get("/v1/sensors");
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.time()).isLessThan(5_000);
    } finally {
      TestStack.shared().thawPostgres();
    }
  }

  private void assertTold(String words) throws Exception {
    postgres.disconnect(DatabaseUsers.READER);
    await()
        .atMost(TOLD)
        .untilAsserted(
            () ->
                assertThat(
                        given()
                            .get(Management.uri("/q/health/ready"))
                            .then()
                            .statusCode(503)
                            .extract()
                            .asString())
                    .contains(words));
  }

  private static void awaitAnswers() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                given().get(Management.uri("/q/health/ready")).statusCode() == 200
                    && given().get("/v1/sensors").statusCode() == 200);
  }
}
