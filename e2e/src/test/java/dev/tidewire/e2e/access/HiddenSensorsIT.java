package dev.tidewire.e2e.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.e2e.stack.Answer;
import dev.tidewire.e2e.stack.Calm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two tenants, of whom neither learns what the other one stores, not even whether it does. */
@ExtendWith(Calm.class)
class HiddenSensorsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");
  private static final Secured SECURED = Secured.shared();

  @BeforeAll
  static void store() {
    for (String sensor : List.of("lyon/1", "lyon/3", "paris/1", "paris/3")) {
      SECURED.send(sensor);
      SECURED.send(sensor);
      await()
          .atMost(PATIENCE)
          .until(() -> SECURED.ask("/v1/latest?sensor=" + sensor, "query").status() == 200);
    }
  }

  /** Those who may see it ask first, so that everything that is kept for a while knows it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/readings?sensor=%s",
        "/v1/readings?sensor=%s&metric=value",
        "/v1/readings?sensor=%s&metric=nothing",
        "/v1/readings?sensor=%s&from=2020-01-01T00:00:00Z&order=desc",
        "/v1/latest?sensor=%s",
        "/v1/latest?sensor=%s&metric=value",
        "/v1/sensors/%s"
      })
  void whatMayNotBeSeenIsAnsweredAsWhatDoesNotExist(String path) throws Exception {
    for (String type : List.of("application/json", "text/csv", "application/x-ndjson")) {
      // Given
      boolean isJson = type.equals("application/json");
      SECURED.ask(path.formatted("lyon/1"), "query", "Accept", type);
      Answer seen = SECURED.ask(path.formatted("lyon/1"), "query-lyon", "Accept", type);
      if (isJson) {
        assertThat(seen.status()).as(path).isEqualTo(path.contains("nothing") ? 404 : 200);
      }

      // When
      Answer hidden = SECURED.ask(path.formatted("lyon/1"), "query-paris", "Accept", type);
      Answer unknown = SECURED.ask(path.formatted("lyon/0"), "query-paris", "Accept", type);

      // Then
      assertThat(hidden.status()).as(path).isEqualTo(unknown.status());
      assertThat(hidden.status()).as(path).isIn(isJson ? List.of(404) : List.of(404, 406));
      assertThat(hidden.body().replace("lyon/1", "lyon/0")).isEqualTo(unknown.body());
      assertThat(fields(hidden)).isEqualTo(fields(unknown));
      assertSameAs(hidden, "GET", path.formatted("lyon/1"), type);
      assertSameAs(hidden, "HEAD", path.formatted("lyon/1"), type);
    }
  }

  /** The same over HTTP/2. */
  private static void assertSameAs(Answer hidden, String method, String path, String type)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(
                            "http://127.0.0.1:%d%s".formatted(SECURED.query().http().port(), path)))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .header("Accept", type)
                    .header("X-API-Key", KeyFile.key("query-paris"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(answer.statusCode()).isEqualTo(hidden.status());
    assertThat(answer.body()).isEqualTo(method.equals("HEAD") ? "" : hidden.body());
  }

  private static List<String> fields(Answer answer) {
    return answer.headers().map().keySet().stream().sorted().toList();
  }

  /** Ordered by how long they took, answers of both kinds are well mixed. */
  @ParameterizedTest
  @ValueSource(strings = {"/v1/readings?sensor=%s", "/v1/latest?sensor=%s", "/v1/sensors/%s"})
  void whatMayNotBeSeenTakesAsLongAsWhatDoesNotExist(String path) {
    // Given
    int times = 400;
    long[] hidden = new long[times];
    long[] unknown = new long[times];
    // When
    for (int i = 0; i < times; i++) {
      hidden[i] = SECURED.ask(path.formatted("lyon/1"), "query-paris").took().toNanos();
      unknown[i] = SECURED.ask(path.formatted("lyon/0"), "query-paris").took().toNanos();
    }
    // Then
    assertThat(shareOfLonger(hidden, unknown)).isBetween(0.4, 0.6);
  }

  /**
   * In how many pairs the first took longer. For 400 of each that take equally long, it is off one
   * half by more than a tenth once in a million times (Mann and Whitney).
   */
  private static double shareOfLonger(long[] first, long[] second) {
    long longer = 0;
    for (long one : first) {
      for (long other : second) {
        longer += one > other ? 1 : 0;
      }
    }
    return (double) longer / first.length / second.length;
  }

  /** A shared cache would hand the answer of one key to another. */
  @Test
  void noCacheKeepsWhatOneKeyGets() {
    List<Answer> answers =
        List.of(
            SECURED.ask("/v1/sensors", "query"),
            SECURED.ask("/v1/sensors", "nobody"),
            SECURED.ask("/v1/sensors/lyon/none", "query"),
            SECURED.post("{\"sensor\":\"lyon/1\",\"value\":1}", "ingest"),
            SECURED.post("{}", "ingest"));

    assertThat(answers).extracting(Answer::status).containsExactly(200, 401, 404, 202, 400);
    assertThat(answers)
        .allSatisfy(answer -> assertThat(answer.header("Cache-Control")).contains("no-store"));
  }

  @Test
  void listsHoldOnlyWhatMayBeSeen() {
    assertThat(SECURED.ask("/v1/sensors", "query").body()).contains("\"lyon/1\"", "\"paris/1\"");
    assertThat(SECURED.ask("/v1/sensors", "query-lyon").body())
        .contains("\"lyon/1\"")
        .doesNotContain("paris");
    assertThat(SECURED.ask("/v1/sensors?prefix=p", "query-lyon").body()).doesNotContain("paris");
    assertThat(SECURED.ask("/v1/latest?sensor=lyon/1&sensor=paris/1", "query-lyon").body())
        .contains("\"unknown\":[\"paris/1\"]");
  }

  /** A cursor says where a page begins, and nothing about who may read it. */
  @Test
  void theCursorOfAnotherKeyShowsNothingMore() {
    String sensors = next(SECURED.ask("/v1/sensors?limit=1", "query"));
    String readings = next(SECURED.ask("/v1/readings?sensor=lyon/1&limit=1", "query"));

    Answer list = SECURED.ask("/v1/sensors?limit=1&cursor=" + sensors, "query-paris");
    Answer page =
        SECURED.ask("/v1/readings?sensor=lyon/1&limit=1&cursor=" + readings, "query-paris");

    assertThat(list.status()).isIn(200, 400);
    assertThat(list.body()).doesNotContain("lyon");
    assertThat(page.status()).isIn(400, 404);
    assertThat(page.body()).doesNotContain("\"value\":");
  }

  private static String next(Answer answer) {
    Matcher next = NEXT.matcher(answer.body());
    assertThat(next.find()).as(answer.body()).isTrue();
    return next.group(1);
  }

  @Test
  void aKeySendsReadingsOfItsSensorsOnly() {
    String both = "[{\"sensor\":\"lyon/2\",\"value\":1},{\"sensor\":\"paris/2\",\"value\":1}]";

    Answer answer = SECURED.post(both, "ingest-lyon");

    assertThat(answer.status()).isEqualTo(207);
    assertThat(answer.body())
        .contains("\"accepted\":1", "\"pointer\":\"/1/sensor\"", "this credential may send");
  }
}
