package dev.tidewire.e2e.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is shipped by accident, and the bill of materials is true. */
class ShippedIT {
  /** Licences that ask for nothing but notices, or for the source of changes to the library. */
  private static final Set<String> ALLOWED =
      Set.of(
          "Apache-2.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "CC0-1.0",
          "EPL-1.0",
          "EPL-2.0",
          "MIT",
          "MIT-0",
          "Public Domain");

  /**
   * Their POMs say `BSD`, which the bill takes for four clauses; those of their family say three.
   */
  private static final Set<String> TOLD_WRONG = Set.of("systems-quantity", "uom-lib-common");

  @ParameterizedTest
  @ValueSource(strings = {"ingest", "processing", "query"})
  void billOfMaterials_hasEveryFileOfThePackageWithItsHash(String service) throws IOException {
    // Given
    Map<String, String> files = Packages.hashes(Packages.of(service));

    // When
    BillOfMaterials bill = BillOfMaterials.of(service);

    // Then
    assertThat(bill.format()).isEqualTo("CycloneDX");
    assertThat(
            bill.shipped().stream()
                .collect(Collectors.toMap(Component::location, Component::sha256))
                .entrySet())
        .containsExactlyInAnyOrderElementsOf(files.entrySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingest", "processing", "query"})
  void jars_areThoseThatTheCommittedListHas(String service) throws Exception {
    // When
    Result check = check(Packages.ROOT, service);

    // Then
    assertThat(check.output()).isEmpty();
    assertThat(check.status()).isZero();
  }

  @Test
  void jarThatTheListDoesNotHave_isTold(@TempDir Path checkout) throws Exception {
    // Given
    Path lib = checkout.resolve("query-service/target/quarkus-app/lib/main");
    Files.createDirectories(lib);
    Files.createFile(lib.resolve("io.netty.netty-common-4.1.138.Final.jar"));
    Files.createFile(lib.resolve("dev.tidewire.tidewire-contract-1.2.0.jar"));
    Files.createFile(lib.resolve("org.example.stowaway-1.0.jar"));
    Files.writeString(
        checkout.resolve("query-service/jars.txt"),
        "dev.tidewire.tidewire-contract.jar\nio.netty.netty-common-4.1.137.Final.jar\n");
    Path script = checkout.resolve("deploy/jars");
    Files.createDirectories(script.getParent());
    Files.copy(Packages.ROOT.resolve("deploy/jars"), script);

    // When
    Result check = check(checkout, "query");

    // Then
    assertThat(check.status()).isEqualTo(1);
    assertThat(check.output())
        .contains(
            "query-service/jars.txt is not what the package ships",
            "< io.netty.netty-common-4.1.137.Final.jar",
            "> io.netty.netty-common-4.1.138.Final.jar",
            "> org.example.stowaway-1.0.jar",
            "run deploy/jars")
        .doesNotContain("tidewire-contract");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingest", "processing", "query"})
  void licences_areAllowed(String service) throws IOException {
    // When
    List<Component> foreign =
        BillOfMaterials.of(service).shipped().stream().filter(Component::isForeign).toList();

    // Then
    assertThat(foreign).isNotEmpty();
    assertThat(foreign)
        .filteredOn(component -> Collections.disjoint(component.licences(), ALLOWED))
        .extracting(Component::name)
        .as("jars without an allowed licence")
        .isSubsetOf(TOLD_WRONG);
  }

  /** That pom.xml manages a version does not show that it is the one that is packaged. */
  @ParameterizedTest
  @ValueSource(strings = {"ingest", "processing", "query"})
  void noJar_hasAHoleThatIsTakenForClosed(String service) throws IOException {
    // When
    List<Component> shipped = BillOfMaterials.of(service).shipped();

    // Then
    assertThat(shipped).anyMatch(component -> component.group().equals("io.netty"));
    for (Hole hole : Hole.CLOSED) {
      assertThat(shipped)
          .filteredOn(hole::isIn)
          .extracting(Component::location)
          .as("jars with %s, which %s closes", hole.names(), hole.fixedIn())
          .isEmpty();
    }
  }

  private static Result check(Path checkout, String service)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("bash", checkout.resolve("deploy/jars").toString(), "--check", service)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  private record Result(int status, String output) {}
}
