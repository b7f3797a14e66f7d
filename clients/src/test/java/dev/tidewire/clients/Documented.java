package dev.tidewire.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The settings and programs that docs/clients.md tells readers to copy. */
final class Documented {
  private static final Path PAGE = Path.of("..", "docs", "clients.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
  private static final String SENSOR = "boiler-7";

  private Documented() {}

  /**
   * The only block in a language that has a word in it, as one who copies it would change it.
   *
   * @param sensor in place of the page's
   */
  static String block(String language, String word, RunningStack stack, String sensor) {
    List<String> blocks =
        BLOCK
            .matcher(page())
            .results()
            .filter(block -> block.group(1).equals(language))
            .map(block -> block.group(2))
            .filter(text -> text.contains(word))
            .toList();
    assertThat(blocks).as("%s with %s", language, word).hasSize(1);
    String port = Integer.toString(stack.ingestPort());
    return blocks
        .get(0)
        .replaceAll("\\btidewire:8081\\b", "127.0.0.1:" + port)
        .replaceAll("\\bhost=(\"?)tidewire\\b", "host=$1" + "127.0.0.1")
        .replaceAll("\\bport=8081\\b", "port=" + port)
        .replace("tw_…", "tw_any")
        .replace(SENSOR, sensor);
  }

  private static String page() {
    try {
      return Files.readString(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
