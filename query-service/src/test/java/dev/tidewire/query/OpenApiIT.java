package dev.tidewire.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The description is written by hand; this keeps it true. */
@QuarkusTest
@WithTestResource(RealPostgres.class)
class OpenApiIT {
  @Test
  void everyPathIsDescribedAndThere() {
    Map<String, Object> paths = openApi().getMap("paths");

    assertThat(paths)
        .containsOnlyKeys("/v1/readings", "/v1/latest", "/v1/sensors", "/v1/sensors/{sensor}");
    for (String path : paths.keySet()) {
      // Each has a parameter that is wrong here: what is not there would be 404 of another type.
      String detail =
          given()
              .get(path.replace("{sensor}", "boiler-7") + "?nonsense=1")
              .jsonPath()
              .getString("errors[0].detail");
      assertThat(detail).as(path).contains("`nonsense`");
    }
  }

  @Test
  void everyParameterIsDescribedAndThere() {
    for (String path : List.of("/v1/readings", "/v1/latest", "/v1/sensors")) {
      String detail = given().get(path + "?nonsense=1").jsonPath().getString("errors[0].detail");
      assertThat(detail)
          .as(path)
          .endsWith("; there are " + String.join(", ", described(path)) + ".");
    }
  }

  @Test
  void everyErrorIsDescribed() {
    Map<String, Map<String, Map<String, Object>>> paths = openApi().getMap("paths");
    paths.forEach(
        (path, methods) -> {
          Map<?, ?> responses = (Map<?, ?>) methods.get("get").get("responses");
          assertThat(responses.keySet().stream().map(String::valueOf))
              .as(path)
              .contains("200", "400", "406", "503");
        });
  }

  private static JsonPath openApi() {
    return given().get("/q/openapi?format=json").jsonPath();
  }

  private static List<String> described(String path) {
    List<Map<String, String>> parameters = openApi().getList("paths.'" + path + "'.get.parameters");
    List<String> names = new ArrayList<>();
    for (Map<String, String> parameter : parameters) {
      String reference = parameter.get("$ref");
      names.add(
          reference == null
              ? parameter.get("name")
              : reference.substring(reference.lastIndexOf('/') + 1));
    }
    return names;
  }
}
