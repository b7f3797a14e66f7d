package dev.tidewire.processing.http;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Uses the dead-letter API of the service under test. */
public final class Operator {
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String LETTERS = "/v1/dead-letters";

  private Operator() {}

  public static Response letters(Map<String, ?> parameters) {
    return given().queryParams(parameters).get(LETTERS);
  }

  public static JsonPath letter(String id) {
    return given().get(LETTERS + "/" + id).then().statusCode(200).extract().jsonPath();
  }

  /** The ids of a sensor's letters in a state, newest first. */
  public static List<String> ids(String sensor, String state) {
    return letters(Map.of("sensor", sensor, "state", state))
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("deadLetters.id");
  }

  /** Waits for a letter of the record; returns the id of the newest. */
  public static String awaitLetterOf(RecordMetadata record) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> {
              JsonPath all = letters(Map.of("state", "all", "limit", 1_000)).jsonPath();
              return all
                  .<String>getList(
                      "deadLetters.findAll { it.source?.partition == %d && it.source?.offset == %d }.id"
                          .formatted(record.partition(), record.offset()))
                  .stream()
                  .findFirst()
                  .orElse(null);
            },
            id -> id != null);
  }

  public static Response redrive(String json) {
    return post("redrive", json);
  }

  public static Response discard(String json) {
    return post("discard", json);
  }

  /** Redrives the letters and waits until the action has ended. */
  public static JsonPath redriven(String... ids) {
    return ended(redrive("{\"ids\":%s,\"who\":\"ada\"}".formatted(quoted(ids))));
  }

  /** Waits until the started action has ended. */
  public static JsonPath ended(Response begun) {
    return ended(begun, PATIENCE);
  }

  public static JsonPath ended(Response begun, Duration patience) {
    begun.then().statusCode(202);
    return await()
        .atMost(patience)
        .until(
            () -> given().get(begun.header("Location")),
            response ->
                response.statusCode() == 200
                    && !response.jsonPath().getString("state").equals("running"))
        .jsonPath();
  }

  public static String quoted(String... ids) {
    return "[\"" + String.join("\",\"", ids) + "\"]";
  }

  private static Response post(String what, String json) {
    return given().contentType("application/json").body(json).post(LETTERS + "/" + what);
  }
}
