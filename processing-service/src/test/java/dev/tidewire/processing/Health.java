package dev.tidewire.processing;

import static io.restassured.RestAssured.given;

import dev.tidewire.platform.http.Management;
import io.restassured.response.Response;
import java.net.URI;

/** The probes of the service under test: status and body. */
public final class Health {
  private Health() {}

  public static String live() {
    return text(get(Management.uri("/q/health/live")));
  }

  public static String ready() {
    return text(get(Management.uri("/q/health/ready")));
  }

  /** The client would leave each connection open, and the service bounds their number. */
  static Response get(URI uri) {
    return given().header("Connection", "close").get(uri);
  }

  private static String text(Response response) {
    return response.statusCode() + " " + response.body().asString();
  }
}
