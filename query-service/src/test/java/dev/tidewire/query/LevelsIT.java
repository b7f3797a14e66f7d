package dev.tidewire.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.frame.ReadingColumns;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever was written to which level, each answer has the last written reading of each time. */
@QuarkusTest
@WithTestResource(RealPostgres.class)
class LevelsIT {
  private static final long MINUTE = 60_000_000L;

  /** The end of a partition, far from the times of all other tests. */
  private static final long MIDNIGHT = ReadingTime.toMicros(Instant.parse("2026-05-11T00:00:00Z"));

  private static final int MINUTES = 300;
  private static final long START = MIDNIGHT - 120 * MINUTE;

  /** A page of a reading each costs as much as one of thousands, so few minutes have to do. */
  private static final int FEW_MINUTES = 15;

  private static final int SERIES = 3;

  /** No other test has blocks there, all of which each request would look at. */
  private static final int HOME = 5;

  @BeforeAll
  static void store() {
    Stored.partitions();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void answersAreWhatANaiveMergeGives(int seed) {
    // Given
    String sensor = "levels/" + System.nanoTime();
    Random random = new Random(seed);
    List<NavigableMap<Long, Double>> stored = history(sensor, random, seed);
    Span few = Span.of(MIDNIGHT - random.nextInt(FEW_MINUTES) * MINUTE, FEW_MINUTES);
    // Then
    assertPages(sensor, stored, Span.ALL, List.of(17, 100, 5000));
    assertPages(sensor, stored, few, List.of(1));
    assertThat(csv("/v1/latest?sensor=" + sensor, 1, 2, 3)).isEqualTo(latest(stored));
    assertThat(csv("/v1/sensors/" + sensor, 0, 4, 5)).isEqualTo(spans(stored));
  }

  @Test
  void aDamagedBlockFailsTheRequestsThatNeedIt() {
    // Given
    String sensor = "levels/" + System.nanoTime();
    long id = Stored.series(sensor, "value", null, "{}");
    Stored.readings(id, "2026-05-05T00:00:00Z", "1 minute", 100);
    Stored.execute(
        "UPDATE block SET body = set_byte(body, 0, 77) WHERE ? BETWEEN first_series AND last_series",
        id);
    try {
      // Then
      for (String path : List.of("readings?sensor=", "latest?sensor=", "sensors/")) {
        Response answer = given().get("/v1/" + path + sensor);
        answer.then().statusCode(500).contentType("application/problem+json");
      }
      given().get("/v1/readings?to=2026-05-05T00:10:00Z&sensor=" + sensor).then().statusCode(200);
    } finally {
      Stored.execute("DELETE FROM block WHERE ? BETWEEN first_series AND last_series", id);
    }
  }

  /** Chunks with holes, and blocks of both levels over them. */
  private static List<NavigableMap<Long, Double>> history(
      String sensor, Random random, int blocks) {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < SERIES; i++) {
      ids.add(Stored.series(sensor, "m" + i, null, "{}"));
      if (random.nextInt(4) > 0) {
        StoredFrames.chunks(some(random, ids.subList(i, i + 1), 200), 1 + random.nextInt(40));
      }
    }
    Stored.execute("UPDATE series SET home = ? WHERE sensor = ?", HOME, sensor);
    for (int i = 0; i < 5 * blocks; i++) {
      int level = random.nextInt(2);
      StoredFrames.blocks(HOME, level, some(random, ids, 1 + random.nextInt(30)));
    }
    return ids.stream().map(StoredFrames::of).toList();
  }

  private static ReadingColumns some(Random random, List<Long> ids, int count) {
    NavigableMap<Long, NavigableMap<Long, Double>> sorted = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      sorted
          .computeIfAbsent(ids.get(random.nextInt(ids.size())), id -> new TreeMap<>())
          .put(START + random.nextInt(MINUTES) * MINUTE, (double) random.nextInt(10_000));
    }
    ReadingColumns columns = new ReadingColumns(count);
    sorted.forEach((id, of) -> of.forEach((time, value) -> columns.add(id, time, value)));
    return columns;
  }

  private static void assertPages(
      String sensor, List<NavigableMap<Long, Double>> stored, Span span, List<Integer> limits) {
    List<String> ascending = expected(stored, span);
    List<String> descending = new ArrayList<>(ascending);
    Collections.reverse(descending);
    for (int limit : limits) {
      assertThat(pages(sensor, span, "asc", limit)).isEqualTo(ascending);
      assertThat(pages(sensor, span, "desc", limit)).isEqualTo(descending);
    }
  }

  private static List<String> pages(String sensor, Span span, String order, int limit) {
    List<String> all = new ArrayList<>();
    String cursor = null;
    do {
      var request =
          given()
              .queryParams(Map.of("sensor", sensor, "order", order, "limit", limit))
              .queryParams(span.parameters);
      Response page =
          (cursor == null ? request : request.queryParam("cursor", cursor)).get("/v1/readings");
      page.then().statusCode(200);
      JsonPath json = page.jsonPath();
      List<Map<String, Object>> readings = json.getList("readings");
      assertThat(readings).hasSizeLessThanOrEqualTo(limit);
      readings.forEach(
          one -> all.add(one.get("metric") + "," + one.get("time") + "," + one.get("value")));
      cursor = json.getString("next");
    } while (cursor != null);
    return all;
  }

  private static List<String> csv(String uri, int... columns) {
    Response answer = given().accept("text/csv").get(uri);
    answer.then().statusCode(200);
    return answer
        .asString()
        .lines()
        .skip(1)
        .map(
            line -> {
              String[] cells = line.split(",", -1);
              return cells[columns[0]] + "," + cells[columns[1]] + "," + cells[columns[2]];
            })
        .toList();
  }

  private static List<String> expected(List<NavigableMap<Long, Double>> stored, Span span) {
    NavigableMap<Long, NavigableMap<Integer, Double>> byTime = new TreeMap<>();
    for (int i = 0; i < stored.size(); i++) {
      int metric = i;
      stored
          .get(i)
          .subMap(span.from, span.to)
          .forEach(
              (time, value) ->
                  byTime.computeIfAbsent(time, at -> new TreeMap<>()).put(metric, value));
    }
    List<String> all = new ArrayList<>();
    byTime.forEach((time, of) -> of.forEach((metric, value) -> all.add(line(metric, time, value))));
    return all;
  }

  private static List<String> latest(List<NavigableMap<Long, Double>> stored) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < stored.size(); i++) {
      Map.Entry<Long, Double> last = stored.get(i).lastEntry();
      if (last != null) {
        all.add(line(i, last.getKey(), last.getValue()));
      }
    }
    return all;
  }

  private static List<String> spans(List<NavigableMap<Long, Double>> stored) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < stored.size(); i++) {
      NavigableMap<Long, Double> of = stored.get(i);
      all.add(
          of.isEmpty()
              ? "m" + i + ",,"
              : "m" + i + "," + text(of.firstKey()) + "," + text(of.lastKey()));
    }
    return all;
  }

  private static String line(int metric, long time, double value) {
    return "m" + metric + "," + text(time) + "," + (long) value;
  }

  private static String text(long time) {
    return ReadingTime.toInstant(time).toString();
  }

  /** From a time on, without its end. */
  private record Span(long from, long to, Map<String, String> parameters) {
    static final Span ALL = new Span(Long.MIN_VALUE, Long.MAX_VALUE, Map.of());

    static Span of(long from, int minutes) {
      long to = from + minutes * MINUTE;
      return new Span(from, to, Map.of("from", text(from), "to", text(to)));
    }
  }
}
