package dev.tidewire.local.machine;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;

/** What the start of another JVM needs. */
public final class Java {
  /** Keeps glibc from reserving an arena of memory for each thread. */
  public static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "2");

  private Java() {}

  /** The {@code java} that runs us. */
  public static String executable() {
    return tool("java");
  }

  /** A tool of the JDK that runs us. */
  public static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  /** The jar or folder that a class was loaded from. */
  public static Path codeSource(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the class path has no file that contains " + type, e);
    }
  }
}
