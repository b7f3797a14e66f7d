package dev.tidewire.kubernetes.kustomize;

import dev.tidewire.kubernetes.Manifest;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The kustomize within kubectl. */
final class Kubectl {
  private Kubectl() {}

  static boolean isPresent() {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(System.getenv().getOrDefault("PATH", ""))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
  }

  static List<Manifest> render(Path overlay) {
    try {
      Process process =
          new ProcessBuilder("kubectl", "kustomize", overlay.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String rendered;
      try (var output = process.getInputStream()) {
        rendered = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      }
      if (process.waitFor() != 0) {
        throw new IllegalStateException("kubectl cannot render " + overlay);
      }
      return Yaml.documents(rendered).stream().map(Manifest::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run kubectl", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while kubectl rendered " + overlay, e);
    }
  }
}
