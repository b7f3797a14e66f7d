package dev.tidewire.kubernetes.kustomize;

import dev.tidewire.kubernetes.Manifest;
import dev.tidewire.kubernetes.Rendering;
import java.nio.file.Path;
import java.util.List;

/** Renders overlays: by kubectl where it is, else by the part of kustomize that is ours. */
public final class Kustomize {
  private Kustomize() {}

  public static Rendering render(Path overlay) {
    List<Manifest> manifests =
        Kubectl.isPresent() ? Kubectl.render(overlay) : new Renderer().render(overlay);
    return new Rendering(String.valueOf(overlay.getFileName()), manifests);
  }
}
