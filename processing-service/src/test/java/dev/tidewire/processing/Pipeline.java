package dev.tidewire.processing;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;

/** The answer of {@code /v1/pipeline}. */
public record Pipeline(JsonPath json) {

  public static Pipeline now() {
    return new Pipeline(
        given()
            .header("Connection", "close")
            .get("/v1/pipeline")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath());
  }

  public String state() {
    return text("state");
  }

  public String text(String path) {
    return String.valueOf(json.<Object>get(path));
  }

  public double number(String path) {
    return json.getDouble(path);
  }
}
