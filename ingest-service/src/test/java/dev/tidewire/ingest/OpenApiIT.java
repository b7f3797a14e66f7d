package dev.tidewire.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.route.Route;
import dev.tidewire.ingest.scratch.ScratchRoutes;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The description is written by hand; this test compares it with the service. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class OpenApiIT {
  private static final String PATH = "/v1/readings";

  @TestHTTPResource(PATH)
  URI uri;

  @Inject @All List<Route> routes;

  @Test
  void everyRouteIsDescribed() throws IOException {
    assertThat(names(openApi().get("paths")))
        .isEqualTo(
            Stream.concat(
                    Stream.of("/ping", "/health", "/query", "/v1/ingest/clients"),
                    routes.stream().map(Route::path))
                .filter(path -> !path.equals(ScratchRoutes.PATH))
                .collect(Collectors.toSet()));
  }

  @Test
  void everyMediaTypeIsDescribedAndRead() throws IOException {
    Set<String> read =
        route().formats().stream()
            .map(Format::mediaTypes)
            .flatMap(List::stream)
            .collect(Collectors.toSet());
    assertThat(names(operation().at("/requestBody/content"))).isEqualTo(read);
  }

  @Test
  void everyParameterIsDescribedAndThere() throws IOException {
    // Given
    Set<String> described =
        StreamSupport.stream(operation().get("parameters").spliterator(), false)
            .filter(parameter -> parameter.get("in").asText().equals("query"))
            .map(parameter -> parameter.get("name").asText())
            .collect(Collectors.toCollection(TreeSet::new));

    // When
    Set<String> known = new TreeSet<>();
    for (Format format : route().formats()) {
      known.addAll(known(format.mediaTypes().get(0)));
    }

    // Then
    assertThat(known).isEqualTo(described);
  }

  /** The parameters that go with a type, as an answer names them. */
  private List<String> known(String type) throws IOException {
    HttpResponse<String> answer = client().post("?nonsense=1", type, "[]");
    String detail = new ObjectMapper().readTree(answer.body()).at("/errors/0/detail").asText();
    return Arrays.asList(detail.replaceFirst(".*; known are (.*)\\.", "$1").split(", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "202 |              | application/json | [{`sensor`:`openapi`,`value`:1}]",
        "207 |              | application/json | [{`sensor`:`openapi`,`value`:1},{}]",
        "400 |              | application/json | [{}]",
        "400 | ?sensor=%FF  | application/json | []",
        "415 |              | text/html        | x",
      })
  void everyAnswerHasTheMembersThatAreDescribed(int status, String query, String type, String body)
      throws IOException {
    // When
    HttpResponse<String> answer =
        client().post(query == null ? "" : query, type, body.replace('`', '"'));

    // Then
    assertThat(answer.statusCode()).isEqualTo(status);
    JsonNode content = operation().at("/responses/" + status + "/content");
    String answered = answer.headers().firstValue("Content-Type").orElseThrow();
    JsonNode described = resolved(content.get(answered).get("schema"));
    JsonNode json = new ObjectMapper().readTree(answer.body());
    assertThat(names(described.get("properties"))).containsAll(names(json));
    described.path("required").forEach(name -> assertThat(json.has(name.asText())).isTrue());
  }

  private ReadingsClient client() {
    return ReadingsClient.ready(uri);
  }

  private Route route() {
    return routes.stream().filter(route -> route.path().equals(PATH)).findAny().orElseThrow();
  }

  private JsonNode operation() throws IOException {
    return openApi().at("/paths/" + PATH.replace("/", "~1") + "/post");
  }

  private JsonNode resolved(JsonNode schema) throws IOException {
    return schema.has("$ref") ? openApi().at(schema.get("$ref").asText().substring(1)) : schema;
  }

  private JsonNode openApi() throws IOException {
    return new ObjectMapper()
        .readTree(new ReadingsClient(uri).ask("/q/openapi?format=json").body());
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
