package dev.tidewire.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code deploy/local/up} says before it builds or starts anything. */
class UpScriptIT {
  private static final Path UP = Path.of(System.getProperty("tidewire.root"), "deploy/local/up");

  @TempDir private Path folder;

  @Test
  void helps() throws Exception {
    // When
    Result result = up(Map.of(), "--help");

    // Then
    assertThat(result.status()).isZero();
    assertThat(result.output())
        .contains(
            "--data DIR", "--fresh", "--demo", "--replicas N", "--without SERVICE", "--packaged")
        .contains(Arrays.stream(StackPort.values()).map(StackPort::variable).toList());
  }

  @Test
  void namesAnOptionThatItDoesNotKnow() throws Exception {
    // When
    Result result = up(Map.of(), "--frehs");

    // Then
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output()).contains("`--frehs` is not an option").contains("--help");
  }

  @Test
  void leavesOutOnlyServices() throws Exception {
    // When
    Result result = up(Map.of(), "--without", "kafka");

    // Then
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output()).contains("--without needs a service: ingest, processing or query");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openjdk version \"11.0.20\" 2023-07-18", "java version \"1.8.0_392\""})
  void refusesAnOldJdk(String version) throws Exception {
    // Given
    Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho '" + version + "' >&2\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));

    // When
    Result result = up(Map.of("JAVA_HOME", folder.toString()));

    // Then
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output())
        .contains("JAVA_HOME (" + folder + ") is version " + (version.contains("11") ? "11" : "8"))
        .contains("install a JDK 17 or later");
  }

  @Test
  void saysWhenThereIsNoJava() throws Exception {
    // When
    Result result = up(Map.of("JAVA_HOME", folder.toString()));

    // Then
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output())
        .contains("no Java found in JAVA_HOME (" + folder + ")")
        .contains("install a JDK 17 or later");
  }

  @Test
  void saysWhenNothingIsPackaged() throws Exception {
    // Given
    Path checkout = Files.createDirectories(folder.resolve("deploy/local"));
    Path script = Files.copy(UP, checkout.resolve("up"), StandardCopyOption.COPY_ATTRIBUTES);

    // When
    Result result = run(script, Map.of(), "--packaged");

    // Then
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output()).contains("there is no earlier build; leave out --packaged");
  }

  @Test
  void saysWhenThereIsNoHome() throws Exception {
    // Given: a user that nobody knows
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can be another user");
    Path script = readableForAll();

    // When
    Result result =
        run(
            Path.of("/usr/bin/env"),
            Map.of(),
            "-u",
            "HOME",
            "setpriv",
            "--reuid=54321",
            "--clear-groups",
            "bash",
            script.toString());

    // Then
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output())
        .contains("HOME is not set, and the user 54321 has no home folder; set HOME to a folder");
  }

  /** The checkout may be where no other user can read, such as in a home folder. */
  private Path readableForAll() throws IOException {
    Path checkout = Files.createDirectories(folder.resolve("deploy/local"));
    Path script = Files.copy(UP, checkout.resolve("up"));
    Set<PosixFilePermission> forAll = PosixFilePermissions.fromString("rwxr-xr-x");
    for (Path path : List.of(folder, folder.resolve("deploy"), checkout, script)) {
      Files.setPosixFilePermissions(path, forAll);
    }
    return script;
  }

  private static Result up(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return run(UP, environment, arguments);
  }

  private static Result run(Path script, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  private record Result(int status, String output) {}
}
