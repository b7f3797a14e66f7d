package dev.tidewire.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code deploy/release} says before it does anything. */
class ReleaseScriptIT {
  private static final Path ROOT = Path.of(System.getProperty("tidewire.root"));

  @Test
  void helps() throws Exception {
    // When
    Result result = release("--help");

    // Then
    assertThat(result.status()).isZero();
    assertThat(result.output()).contains("--images", "--out DIR", "VERSION");
  }

  @Test
  void asksForTheVersion() throws Exception {
    // When
    Result result = release();

    // Then
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output()).contains("the version is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2", "v1.2.0", "1.2.0 beta", "latest"})
  void refusesWhatIsNoVersion(String version) throws Exception {
    // When
    Result result = release(version);

    // Then
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output()).contains("`" + version + "` is not a semantic version");
  }

  @Test
  void namesAnOptionThatItDoesNotKnow() throws Exception {
    // When
    Result result = release("--image", "1.2.0");

    // Then
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output()).contains("`--image` is not an option").contains("--help");
  }

  private static Result release(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(ROOT.resolve("deploy/release").toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  private record Result(int status, String output) {}
}
