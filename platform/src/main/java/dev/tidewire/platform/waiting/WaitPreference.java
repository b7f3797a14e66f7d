package dev.tidewire.platform.waiting;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The preference {@code wait} of the header {@code Prefer} (RFC 7240, section 4.3). */
public final class WaitPreference {
  /** The header of an answer that met the preference. */
  public static final String APPLIED = "Preference-Applied";

  /** Of several, the first counts; it may have parameters, which say nothing here. */
  private static final Pattern WAIT =
      Pattern.compile(
          "(?:^|,)\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?:[;,]|$)", Pattern.CASE_INSENSITIVE);

  private WaitPreference() {}

  /**
   * How long to wait.
   *
   * @param prefer the value of the header; of several all of them, joined by commas
   * @return empty when the client asks for none, or it cannot be understood
   */
  public static Optional<Duration> of(@Nullable String prefer) {
    if (prefer == null) {
      return Optional.empty();
    }
    Matcher wait = WAIT.matcher(prefer);
    return wait.find()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(wait.group(1))))
        : Optional.empty();
  }
}
