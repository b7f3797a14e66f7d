package dev.tidewire.platform;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.or;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.tidewire.platform.access.Performs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules that the layers of every module keep. A module names its edges, which may know a
 * framework; so what it adds is held to be pure until it says otherwise.
 */
public final class ModuleLayers {
  private static final String BASE = "dev.tidewire.";
  private static final Set<String> SERVICES = Set.of("ingest", "processing", "query");

  private static final String[] FRAMEWORKS = {
    "io.quarkus..",
    "io.vertx..",
    "io.netty..",
    "io.smallrye..",
    "io.micrometer..",
    "io.opentelemetry..",
    "org.apache.kafka..",
    "org.eclipse..",
    "org.jboss..",
    "jakarta.."
  };

  private static final Pattern OPERATION = Pattern.compile("operationId: *(\\w+)");

  private final String module;
  private final JavaClasses classes;

  /** The layers of a module, like {@code query}. */
  public ModuleLayers(String module) {
    this.module = module;
    this.classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(BASE + module);
  }

  /** The classes, for rules of the module's own. */
  public JavaClasses classes() {
    return classes;
  }

  /**
   * Checks that what is no edge knows neither a framework nor an edge.
   *
   * @param edges names of packages or of classes in the module, like {@code http} or {@code
   *     store.Database}; empty for the classes of the module's own package
   */
  public void assertPureExcept(Set<String> edges) {
    assertThat(classes.stream().flatMap(one -> Stream.of(packageOf(one), nameOf(one))))
        .as("edges")
        .containsAll(edges);
    DescribedPredicate<JavaClass> isEdge =
        describe(
            "an edge", one -> Stream.of(packageOf(one), nameOf(one)).anyMatch(edges::contains));
    noClasses()
        .that(DescribedPredicate.not(isEdge))
        .should()
        .dependOnClassesThat(or(resideInAnyPackage(FRAMEWORKS), isEdge))
        .check(classes);
  }

  /** Checks that packages form no cycle, the module's own package included. */
  public void assertAcyclic() {
    slices().assignedFrom(new Packages()).should().beFreeOfCycles().check(classes);
  }

  /** Checks that the module knows no service but itself. */
  public void assertKnowsNoOtherService() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            SERVICES.stream()
                .filter(service -> !service.equals(module))
                .map(service -> BASE + service + "..")
                .toArray(String[]::new))
        .check(classes);
  }

  /**
   * Checks that every method which answers requests declares its operation, and that the OpenAPI
   * document describes just these.
   */
  public void assertOperationsAreDescribed() throws IOException {
    Set<String> declared =
        classes.stream()
            .flatMap(one -> one.getMethods().stream())
            .filter(method -> method.isMetaAnnotatedWith("jakarta.ws.rs.HttpMethod"))
            .map(
                method -> {
                  assertThat(method.isAnnotatedWith(Performs.class)).as("%s", method).isTrue();
                  return method.getAnnotationOfType(Performs.class).id();
                })
            .collect(Collectors.toSet());
    assertThat(declared).isEqualTo(described());
  }

  /**
   * Checks that nothing else is routed: who registers a route has to ask the gate.
   *
   * @param routing the classes that do, as in {@link #assertPureExcept}
   */
  public void assertRoutesComeFrom(Set<String> routing) {
    noClasses()
        .that(describe("route nothing", one -> !routing.contains(nameOf(one))))
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.vertx.ext.web.Router")
        .check(classes);
  }

  private static Set<String> described() throws IOException {
    try (InputStream document = ModuleLayers.class.getResourceAsStream("/META-INF/openapi.yaml")) {
      assertThat(document).isNotNull();
      String text = new String(document.readAllBytes(), StandardCharsets.UTF_8);
      return OPERATION.matcher(text).results().map(id -> id.group(1)).collect(Collectors.toSet());
    }
  }

  private String packageOf(JavaClass one) {
    return within(one.getPackageName());
  }

  private String nameOf(JavaClass one) {
    return within(one.getName().replaceFirst("\\$.*", ""));
  }

  private String within(String name) {
    String root = BASE + module;
    if (name.equals(root)) {
      return "";
    }
    return name.startsWith(root + ".") ? name.substring(root.length() + 1) : name;
  }

  private final class Packages implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass one) {
      return one.getPackageName().startsWith(BASE + module)
          ? SliceIdentifier.of(one.getPackageName())
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "packages of " + module;
    }
  }
}
