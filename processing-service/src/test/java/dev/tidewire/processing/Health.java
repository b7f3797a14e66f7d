package dev.tidewire.processing;

import static io.restassured.RestAssured.get;

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

  private static String text(Response response) {
    return response.statusCode() + " " + response.body().asString();
  }
}
