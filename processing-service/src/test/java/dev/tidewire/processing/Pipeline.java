package dev.tidewire.processing;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;

/** The answer of {@code /v1/pipeline}. */
record Pipeline(JsonPath json) {

  static Pipeline now() {
    return new Pipeline(
        RestAssured.get("/v1/pipeline").then().statusCode(200).extract().jsonPath());
  }

  String state() {
    return text("state");
  }

  String text(String path) {
    return String.valueOf(json.<Object>get(path));
  }

  double number(String path) {
    return json.getDouble(path);
  }
}
