package dev.tidewire.bench.machine;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heap that a JVM was allowed on its command line. */
public final class HeapBound {
  private static final Pattern OPTION = Pattern.compile("(?:^|\\s)-Xmx(\\d+)([kKmMgG])(?=\\s|$)");

  private HeapBound() {}

  /** The bound in MiB; the last one given counts, as for the JVM itself. */
  public static Optional<Long> mebibytes(String commandLine) {
    Matcher option = OPTION.matcher(commandLine);
    Optional<Long> bound = Optional.empty();
    while (option.find()) {
      long number = Long.parseLong(option.group(1));
      bound =
          Optional.of(
              switch (Character.toLowerCase(option.group(2).charAt(0))) {
                case 'k' -> number / 1024;
                case 'g' -> number * 1024;
                default -> number;
              });
    }
    return bound;
  }
}
