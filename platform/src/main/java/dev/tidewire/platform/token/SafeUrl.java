package dev.tidewire.platform.token;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** URLs from which keys may be fetched. */
public final class SafeUrl {
  private static final Set<String> SAME_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private SafeUrl() {}

  /** Whether nobody on the way can change what comes from it. */
  public static boolean isSafe(String url) {
    try {
      URI parsed = new URI(url);
      return parsed.getHost() != null
          && parsed.getUserInfo() == null
          && parsed.getFragment() == null
          && ("https".equals(parsed.getScheme())
              || ("http".equals(parsed.getScheme()) && SAME_MACHINE.contains(parsed.getHost())));
    } catch (URISyntaxException noUrl) {
      return false;
    }
  }
}
