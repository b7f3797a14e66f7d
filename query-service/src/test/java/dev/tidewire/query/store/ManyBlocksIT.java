package dev.tidewire.query.store;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.query.RealPostgres;
import dev.tidewire.query.Stored;
import dev.tidewire.query.StoredFrames;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Merging has stopped: many times as many blocks wait as a round looks at. */
@QuarkusTest
@WithTestResource(RealPostgres.class)
class ManyBlocksIT {
  /** No other test has blocks there. */
  private static final int HOME = 62;

  private static final int HOME_OF_ONE_TIME = 63;

  private static final int BLOCKS = Integer.getInteger("tidewire.blocks", 1_000);

  /** Of a block, with one reading each. */
  private static final int SERIES = 1_500;

  private static final long STEP = 10_000_000L;
  private static final long BEGIN = ReadingTime.toMicros(Instant.parse("2026-07-01T00:00:00Z"));

  private static String sensor;
  private static long[] ids;

  @BeforeAll
  static void store() {
    Stored.partitions();
    sensor = "many/" + System.nanoTime();
    Stored.execute(
        "INSERT INTO series (sensor, metric) SELECT ?, 'm' || to_char(n, 'FM0000')"
            + " FROM generate_series(1, ?) AS n",
        sensor,
        SERIES);
    ids = Stored.ids(sensor);
    Stored.execute("UPDATE series SET home = ? WHERE sensor = ?", HOME, sensor);
    StoredFrames.blocks(HOME, IntStream.range(0, BLOCKS).mapToObj(ManyBlocksIT::block));
    correct();
  }

  /** What a poll wrote: its value is the number of the block. */
  private static ReadingColumns block(int n) {
    SplittableRandom random = new SplittableRandom(n);
    ReadingColumns readings = new ReadingColumns(SERIES);
    for (int i = 0; i < SERIES; i++) {
      readings.add(ids[i], BEGIN + n * STEP, i == 0 || i == 700 ? n : random.nextDouble());
    }
    return readings;
  }

  /** One more block reaches over all others, and has other values of two readings. */
  private static void correct() {
    ReadingColumns corrections = new ReadingColumns(2);
    corrections.add(ids[0], BEGIN, -1);
    corrections.add(ids[0], BEGIN + (BLOCKS - 1) * STEP, -1);
    StoredFrames.blocks(HOME, 0, corrections);
  }

  @AfterAll
  static void delete() {
    Stored.execute("DELETE FROM block WHERE home = ?", HOME);
  }

  @ParameterizedTest
  @CsvSource({"asc, 0", "desc, 999999"})
  void aReadingIsFound(String order, long at) {
    // When
    Response one = get("readings?metric=m0701&limit=1&order=" + order);
    // Then
    assertThat(values(one)).containsExactly((double) Math.min(at, BLOCKS - 1));
  }

  @ParameterizedTest
  @CsvSource({"asc, 10000", "desc, 10000", "asc, 333", "desc, 333"})
  void allReadingsAreFound(String order, int limit) {
    // Given
    List<Double> expected = new ArrayList<>();
    IntStream.range(0, BLOCKS).forEach(n -> expected.add((double) n));
    expected.set(0, -1.0);
    expected.set(BLOCKS - 1, -1.0);
    if (order.equals("desc")) {
      Collections.reverse(expected);
    }
    // When
    List<Double> values = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      Response page = get("readings?metric=m0001&order=" + order + "&limit=" + limit + cursor);
      values.addAll(values(page));
      String next = page.jsonPath().getString("next");
      cursor = next == null ? null : "&cursor=" + next;
    }
    // Then
    assertThat(values).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"asc, 1", "desc, 1", "asc, 100"})
  void blocksOfOneTimeAreAllLookedAt(String order, int limit) {
    // Given
    Stored.execute("INSERT INTO series (sensor, metric) VALUES (?, 'm')", sensor + order + limit);
    long id = Stored.ids(sensor + order + limit)[0];
    Stored.execute("UPDATE series SET home = ? WHERE id = ?", HOME_OF_ONE_TIME, id);
    StoredFrames.blocks(
        HOME_OF_ONE_TIME, IntStream.range(0, 700).mapToObj(n -> reading(id, BEGIN, n)));
    // When
    Response page =
        given()
            .queryParam("sensor", sensor + order + limit)
            .queryParam("limit", limit)
            .queryParam("order", order)
            .get("/v1/readings");
    Stored.execute("DELETE FROM block WHERE home = ?", HOME_OF_ONE_TIME);
    // Then
    assertThat(values(page)).containsExactly(699.0);
  }

  private static ReadingColumns reading(long id, long time, double value) {
    ReadingColumns one = new ReadingColumns(1);
    one.add(id, time, value);
    return one;
  }

  @Test
  void theLatestReadingsAreFound() {
    assertThat(values(get("latest?metric=m0001&metric=m0701"))).containsExactly(-1.0, BLOCKS - 1.0);
  }

  @Test
  void aSeriesWithoutReadingsIsLookedForEverywhere() {
    // Given
    Stored.series(sensor, "a", null, "{}");
    Stored.execute("UPDATE series SET home = ? WHERE sensor = ?", HOME, sensor);
    // Then
    assertThat(values(get("latest?metric=a"))).isEmpty();
    assertThat(values(get("readings?metric=a"))).isEmpty();
  }

  @Test
  void manyRequestsAtATimeAreAnswered() {
    // When
    List<CompletableFuture<Response>> responses =
        Stream.generate(
                () -> CompletableFuture.supplyAsync(() -> get("readings?metric=m0701&limit=1")))
            .limit(16)
            .toList();
    // Then
    responses.forEach(one -> assertThat(values(one.join())).containsExactly(0.0));
  }

  private static Response get(String path) {
    Response response = given().get("/v1/" + path + "&sensor=" + sensor);
    response.then().statusCode(200);
    return response;
  }

  private static List<Double> values(Response response) {
    List<Number> values = response.jsonPath().getList("readings.value");
    return values.stream().map(Number::doubleValue).toList();
  }
}
