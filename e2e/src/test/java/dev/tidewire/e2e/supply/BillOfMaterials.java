package dev.tidewire.e2e.supply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The CycloneDX bill of materials of a service. */
final class BillOfMaterials {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode root;

  private BillOfMaterials(JsonNode root) {
    this.root = root;
  }

  /** That of a packaged service. */
  static BillOfMaterials of(String service) throws IOException {
    return new BillOfMaterials(
        JSON.readTree(Packages.of(service).resolveSibling("quarkus-run-cyclonedx.json").toFile()));
  }

  String format() {
    return root.path("bomFormat").asText();
  }

  /** The files of the package; what has only been used to build it is in no package. */
  List<Component> shipped() {
    return elements(root.path("components")).flatMap(BillOfMaterials::shipped).toList();
  }

  private static Stream<Component> shipped(JsonNode component) {
    return elements(component.path("evidence").path("occurrences"))
        .map(occurrence -> component(component, occurrence.path("location").asText()));
  }

  private static Component component(JsonNode component, String location) {
    return new Component(
        component.path("group").asText(),
        component.path("name").asText(),
        component.path("version").asText(),
        location,
        sha256(component),
        licences(component));
  }

  private static String sha256(JsonNode component) {
    return elements(component.path("hashes"))
        .filter(hash -> hash.path("alg").asText().equals("SHA-256"))
        .map(hash -> hash.path("content").asText())
        .findFirst()
        .orElse("");
  }

  private static List<String> licences(JsonNode component) {
    List<String> ids = new ArrayList<>();
    elements(component.path("licenses"))
        .map(choice -> choice.path("license"))
        .forEach(licence -> ids.add(licence.path("id").asText(licence.path("name").asText())));
    return ids;
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
