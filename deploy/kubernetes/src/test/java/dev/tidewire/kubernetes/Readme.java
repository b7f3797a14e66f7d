package dev.tidewire.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What our pages say that the overlays have to keep. */
final class Readme {
  private Readme() {}

  static String text() {
    return read("README.md");
  }

  /** The cell of the table of overlays, without its column's head. */
  static String cell(String overlay, int column) {
    String row = find("(?m)^(\\| \\[" + overlay + "\\].*)$", text());
    return row.split("\\|")[column + 1].strip();
  }

  /** The selectors by which a section's commands apply objects, in their order; "" is all. */
  static List<String> applied(String section) {
    String commands = find("(?s)\\n\\*\\*" + section + "\\*\\*.*?```\\n(.*?)```", text());
    return Pattern.compile("kubectl apply -k OVERLAY(?: -l (.+))?\n")
        .matcher(commands)
        .results()
        .map(command -> Objects.requireNonNullElse(command.group(1), "").replace("'", ""))
        .toList();
  }

  /** What a reading takes, in bytes, by a row of scaling.md. */
  static BigDecimal bytesOfAReading(String where) {
    return new BigDecimal(
        find("\\| bytes in " + where + " +\\| +([0-9.]+) \\|", read("../../docs/scaling.md")));
  }

  private static String find(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
