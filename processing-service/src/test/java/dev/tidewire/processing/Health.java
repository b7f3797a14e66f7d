package dev.tidewire.processing;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;

/** The probes of the service under test: status and body. */
public final class Health {
  private Health() {}

  public static String live() {
    return text(get("/q/health/live"));
  }

  public static String ready() {
    return text(get("/q/health/ready"));
  }

  /** The client would leave each connection open, and the service bounds their number. */
  static Response get(String path) {
    return given().header("Connection", "close").get(path);
  }

  private static String text(Response response) {
    return response.statusCode() + " " + response.body().asString();
  }
}
