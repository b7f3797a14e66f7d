package dev.tidewire.query;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import dev.tidewire.platform.http.Management;
import dev.tidewire.platform.http.RawHttp2;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A client that asks for pages and takes none keeps only so many of them in memory. */
@QuarkusTest
@WithTestResource(RealPostgres.class)
@TestProfile(UnreadPagesIT.LittleRoom.class)
class UnreadPagesIT {
  private static final int READINGS = 10_000;
  private static final String PAGE = "/v1/readings?sensor=unread&limit=" + READINGS;

  /** Of some 900 kB each. */
  private static final int PAGES = 20;

  @TestHTTPResource("/")
  URI service;

  public static class LittleRoom implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("tidewire.query.page.max-unread", "8M");
    }
  }

  @BeforeAll
  static void store() {
    Stored.partitions();
    long series = Stored.series("unread", "value", null, "{}");
    Stored.readings(series, "2026-03-01T00:00:00Z", "1 second", READINGS);
  }

  @Test
  void pagesThatNobodyTakesLeaveRoomForSmallAnswers() throws IOException {
    try (RawHttp2 connection = new RawHttp2(service)) {
      // Given
      connection.readNoBodies();

      // When
      for (int i = 0; i < PAGES; i++) {
        connection.get(2 * i + 1, PAGE);
      }

      // Then
      await().until(() -> given().get(PAGE).statusCode() == 503);
      given()
          .get(PAGE)
          .then()
          .statusCode(503)
          .header("Retry-After", "1")
          .body(containsString("/problems/overloaded"));
      given().get("/v1/latest?sensor=unread").then().statusCode(200);
    }
    await()
        .untilAsserted(
            () ->
                given()
                    .get(Management.uri("/q/metrics"))
                    .then()
                    .body(containsString("tidewire_query_pages_unread_bytes 0.0")));
    given().get(PAGE).then().statusCode(200);
  }
}
