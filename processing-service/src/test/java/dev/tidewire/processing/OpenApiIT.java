package dev.tidewire.processing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.platform.http.Management;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The description is written by hand; this test compares it with the service. */
@QuarkusTest
@QuarkusTestResource(RealStack.class)
class OpenApiIT {
  @Test
  void everyOperationThatIsDescribed_isThere() {
    // Given
    Map<String, Map<String, Object>> paths =
        given().get(Management.uri("/q/openapi?format=json")).jsonPath().getMap("paths");
    assertThat(paths).hasSizeGreaterThanOrEqualTo(6);

    paths.forEach(
        (path, operations) ->
            operations
                .keySet()
                .forEach(
                    method -> {
                      // When
                      Response response =
                          given()
                              .contentType("application/json")
                              .request(method, path.replace("{id}", "1") + "?nonsense=1");

                      // Then
                      assertThat(response.jsonPath().getString("errors[0].detail"))
                          .as("%s %s", method, path)
                          .startsWith("`nonsense`");
                    }));
  }

  @Test
  void everyParameterIsDescribedAndThere() {
    for (String path : List.of("/v1/dead-letters", "/v1/dead-letters/actions", "/v1/audit")) {
      // Given
      List<String> described =
          given()
              .get(Management.uri("/q/openapi?format=json"))
              .jsonPath()
              .getList("paths.'%s'.get.parameters.name".formatted(path));

      // When
      String detail = given().get(path + "?nonsense=1").jsonPath().getString("errors[0].detail");

      // Then
      assertThat(detail).endsWith("; known are " + String.join(", ", described) + ".");
    }
  }
}
