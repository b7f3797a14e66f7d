package dev.tidewire.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.tidewire.contract.receipt.Place;
import dev.tidewire.contract.receipt.Receipt;
import dev.tidewire.contract.receipt.ReceiptToken;
import dev.tidewire.platform.http.Management;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The description is written by hand; this keeps it true. */
@QuarkusTest
@WithTestResource(RealPostgres.class)
class OpenApiIT {
  private static final List<String> FORMATS =
      List.of("application/json", "application/x-ndjson", "text/csv");

  @Test
  void everyPathIsDescribedAndThere() {
    Map<String, Object> paths = openApi().getMap("paths");

    assertThat(paths)
        .containsOnlyKeys(
            "/v1/readings",
            "/v1/latest",
            "/v1/sensors",
            "/v1/sensors/{sensor}",
            "/v1/receipts/{token}");
    for (String path : paths.keySet()) {
      // Each has a parameter that is wrong here: what is not there would be 404 of another type.
      String detail =
          given()
              .get(known(path, "boiler-7") + "?nonsense=1")
              .jsonPath()
              .getString("errors[0].detail");
      assertThat(detail).as(path).contains("`nonsense`");
    }
  }

  @Test
  void everyParameterIsDescribedAndThere() {
    for (String path : implemented()) {
      String detail =
          given()
              .get(known(path, "boiler-7") + "?nonsense=1")
              .jsonPath()
              .getString("errors[0].detail");
      assertThat(detail)
          .as(path)
          .endsWith(
              described(path).isEmpty()
                  ? "."
                  : "; known are " + String.join(", ", described(path)) + ".");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/readings, ?sensor=openapi-nowhere, application/json, 404",
    "/v1/latest, ?sensor=openapi-nowhere, application/json, 404",
    "/v1/sensors/{sensor}, '', application/json, 404",
    "/v1/readings, ?nonsense=1, application/json, 400",
    "/v1/latest, ?nonsense=1, application/json, 400",
    "/v1/sensors, ?nonsense=1, application/json, 400",
    "/v1/sensors/{sensor}, ?nonsense=1, application/json, 400",
    "/v1/readings, ?sensor=a, image/png, 406",
    "/v1/latest, ?sensor=a, image/png, 406",
    "/v1/sensors, '', image/png, 406",
    "/v1/sensors/{sensor}, '', image/png, 406",
    "/v1/receipts/{token}, '', text/csv, 406",
    "/v1/receipts/{token}, ?nonsense=1, application/json, 400",
  })
  void anErrorIsDescribed(String path, String query, String accepted, int status) {
    // When
    Response response = given().accept(accepted).get(known(path, "openapi-nowhere") + query);

    // Then
    response.then().statusCode(status);
    assertThat(openApi().getMap("paths.'" + path + "'.get.responses"))
        .containsKey(String.valueOf(status));
  }

  @Test
  void everyFormatIsDescribedAndThere() {
    Stored.series("openapi", "value", null, "{}");
    for (String path : implemented()) {
      Map<String, Object> described =
          openApi().getMap("paths.'" + path + "'.get.responses.'200'.content");
      for (String format : FORMATS) {
        Response response = given().accept(format).get(known(path, "openapi") + example(path));
        boolean isThere = response.statusCode() == 200;
        assertThat(isThere).as(path + " " + format).isEqualTo(described.containsKey(format));
        assertThat(response.contentType())
            .startsWith(isThere ? format : "application/problem+json");
      }
    }
  }

  private static final String TOKEN = ReceiptToken.of(new Receipt(1, 1, List.of(new Place(0, 0))));

  private static String known(String path, String sensor) {
    return path.replace("{sensor}", sensor).replace("{token}", TOKEN);
  }

  private static String example(String path) {
    return path.endsWith("s") && !path.endsWith("readings") || path.endsWith("}")
        ? ""
        : "?sensor=openapi";
  }

  /** The paths of the resources, as their annotations have them. */
  private static Set<String> implemented() {
    Set<String> paths = new TreeSet<>();
    for (JavaClass resource : new ClassFileImporter().importPackages("dev.tidewire.query.http")) {
      if (resource.isAnnotatedWith(Path.class)) {
        String root = resource.getAnnotationOfType(Path.class).value();
        for (JavaMethod method : resource.getMethods()) {
          if (method.isAnnotatedWith(GET.class)) {
            paths.add(
                method.isAnnotatedWith(Path.class)
                    ? root
                        + "/"
                        + method.getAnnotationOfType(Path.class).value().replaceAll(":[^}]*", "")
                    : root);
          }
        }
      }
    }
    return paths;
  }

  private static JsonPath openApi() {
    return given().get(Management.uri("/q/openapi?format=json")).jsonPath();
  }

  private static String in(String reference) {
    String name = reference.substring(reference.lastIndexOf('/') + 1);
    return openApi().getString("components.parameters.'" + name + "'.in");
  }

  private static List<String> described(String path) {
    List<Map<String, String>> parameters = openApi().getList("paths.'" + path + "'.get.parameters");
    List<String> names = new ArrayList<>();
    for (Map<String, String> parameter : parameters) {
      String reference = parameter.get("$ref");
      String in = reference == null ? parameter.get("in") : in(reference);
      if (!"query".equals(in)) {
        continue;
      }
      names.add(
          reference == null
              ? parameter.get("name")
              : reference.substring(reference.lastIndexOf('/') + 1));
    }
    return names;
  }
}
