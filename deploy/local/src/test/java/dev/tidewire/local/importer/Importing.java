package dev.tidewire.local.importer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Imports files into a {@link FakeIngest}, and keeps what is shown. */
abstract class Importing {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  @TempDir Path folder;
  FakeIngest ingest;

  @BeforeEach
  void start() throws IOException {
    ingest = new FakeIngest();
  }

  @AfterEach
  void stop() {
    ingest.close();
  }

  int run(Path file, String... more) {
    List<String> args = new ArrayList<>(List.of(file.toString()));
    args.addAll(List.of(more));
    return Import.run(args, ingest.environment(), out(), out());
  }

  PrintStream out() {
    return new PrintStream(shown, true, StandardCharsets.UTF_8);
  }

  String shown() {
    return shown.toString(StandardCharsets.UTF_8);
  }

  Path file(String content) throws IOException {
    return file("f.csv", content);
  }

  Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  /** All records of all requests, without the heads. */
  String sent() {
    return ingest.requests().stream()
        .map(request -> request.body().substring(request.body().indexOf('\n') + 1))
        .collect(Collectors.joining());
  }

  static String records(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "%d,%s\n".formatted(i, "1".repeat(40)))
        .collect(Collectors.joining());
  }

  static FakeIngest.Reply doubled(boolean isDoubled) {
    return new FakeIngest.Reply(
        202,
        "{\"accepted\":1,\"headLines\":1%s}"
            .formatted(
                isDoubled ? ",\"warnings\":{\"doubledHour\":{\"earlier\":1,\"later\":0}}" : ""));
  }
}
