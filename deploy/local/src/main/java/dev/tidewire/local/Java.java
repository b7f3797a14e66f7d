package dev.tidewire.local;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where to find what a JVM of its own needs. */
public final class Java {
  private Java() {}

  /** The {@code java} that runs us. */
  public static String executable() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The jar or folder that a class was loaded from. */
  public static Path codeSource(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the class path holds no proper file of " + type, e);
    }
  }
}
