package dev.tidewire.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The training run of an image, with a JVM that is not one. */
class TrainScriptIT {
  @TempDir private Path folder;

  @Test
  void serviceIsTooSlow_theImageGetsNoCache() throws Exception {
    // When
    String output = train("exec sleep 300");

    // Then
    assertThat(output)
        .isEqualTo(
            "0 train: the service did not listen within 1 s; the image has no cache, and the service"
                + " will start slower\n");
  }

  @Test
  void serviceDoesNotStart_theBuildFails() throws Exception {
    // When
    String output = train("echo broken; exit 1");

    // Then
    assertThat(output).isEqualTo("1 broken\ntrain: the service ended unexpectedly\n");
  }

  private String train(String java) throws Exception {
    Path images = Path.of(System.getProperty("tidewire.root"), "deploy/images");
    for (String script : new String[] {"train", "ready"}) {
      Files.copy(
          images.resolve(script), folder.resolve(script), StandardCopyOption.COPY_ATTRIBUTES);
    }
    Path jvm = Files.writeString(folder.resolve("java"), "#!/bin/sh\n" + java + "\n");
    Files.setPosixFilePermissions(jvm, PosixFilePermissions.fromString("rwxr-xr-x"));
    ProcessBuilder builder =
        new ProcessBuilder("./train").directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
    builder.environment().put("QUARKUS_HTTP_PORT", "8083");
    builder.environment().put("QUARKUS_MANAGEMENT_PORT", "9083");
    builder.environment().put("TRAINING_SECONDS", "1");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() + " " + output;
  }
}
