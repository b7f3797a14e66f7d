package dev.tidewire.local.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportTest {
  private static final String REFUSED =
      "{\"type\":\"urn:x:unreadable-body\",\"detail\":\"It is full.\"}";

  @TempDir private Path folder;
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private FakeIngest ingest;

  @BeforeEach
  void start() throws IOException {
    ingest = new FakeIngest();
  }

  @AfterEach
  void stop() {
    ingest.close();
  }

  @Test
  void everyLineIsSentOnceAndEachPieceHasTheHead() throws IOException {
    // Given
    String records = records(0, 60_000);
    Path file = file("time;value\n" + records);
    ingest.shows("{\"accepted\":1,\"recognised\":{\"delimiter\":\";\"},\"headLines\":1}");

    // When
    int status = run(file, "--", "sensor=a b");

    // Then
    assertThat(status).isZero();
    assertThat(ingest.requests()).hasSizeGreaterThan(2);
    assertThat(ingest.requests())
        .allSatisfy(
            request -> {
              assertThat(request.body()).startsWith("time;value\n").endsWith("\n");
              assertThat(request.query()).isEqualTo("sensor=a+b&delimiter=%3B&decimal=.");
            });
    assertThat(sent()).isEqualTo(records);
    assertThat(shown()).contains("60,000 readings accepted, 0 items rejected");
  }

  @Test
  void itShowsWhatWasRecognisedAndTheFirstReadingsBeforeItSends() throws IOException {
    // Given
    ingest.shows(
        """
        {"accepted":1,"warnings":{"noNumbers":["x"]},"recognised":{"delimiter":"tab"},
         "preview":[{"sensor":"s","metric":"m \\"\\u00b0\\"","time":"2026-11-03T15:30:00Z","value":1.5,"unit":"K"}],
         "headLines":1}
        """);

    // When
    int status = run(file("time\tvalue\n1\t1\n"), "--dry-run");

    // Then
    assertThat(status).isZero();
    assertThat(shown())
        .contains("recognised: {delimiter=tab}", "{noNumbers=[x]}")
        .contains("2026-11-03T15:30:00Z  s  m \"°\" = 1.5 K");
    assertThat(ingest.requests()).isEmpty();
  }

  @Test
  void afterABreakItGoesOnWhereItStopped() throws IOException {
    // Given
    String records = records(0, 100_000);
    Path file = file("time,value\n" + records);
    ingest.answers(
        request ->
            ingest.requests().size() == 2
                ? new FakeIngest.Reply(400, REFUSED)
                : FakeIngest.accept(request));

    // When
    int broken = run(file);
    String stopped = shown();
    ingest.requests().remove(1);
    ingest.answers(FakeIngest::accept);
    int resumed = run(file);

    // Then
    assertThat(broken).isEqualTo(1);
    assertThat(stopped).containsPattern("stopped behind line \\d+. 400: It is full.");
    assertThat(resumed).isZero();
    assertThat(sent()).isEqualTo(records);
    assertThat(shown()).contains("goes on behind line", "100,001 lines, 100,000 readings");
  }

  @Test
  void linesThatWereAddedAreSentNextTime_andAnUnfinishedOneOnlyThen() throws IOException {
    // Given
    Path file = file("time,value\n1,1\n2,2");
    int unfinished = run(file);

    // When
    Files.writeString(file, "5\n3,3\n", StandardOpenOption.APPEND);
    int status = run(file);
    int again = run(file);

    // Then
    assertThat(unfinished).isEqualTo(1);
    assertThat(shown()).contains("line 3 has no line end", "--last-line");
    assertThat(status + again).isZero();
    assertThat(ingest.requests())
        .extracting(FakeIngest.Request::body)
        .containsExactly("time,value\n1,1\n", "time,value\n2,25\n3,3\n");
  }

  @Test
  void aLastLineWithoutItsEndIsSentWhereItIsSaidToBeWhole() throws IOException {
    // When
    int status = run(file("time,value\n1,1\n2,2"), "--last-line");

    // Then
    assertThat(status).isZero();
    assertThat(sent()).isEqualTo("1,1\n2,2");
  }

  @Test
  void aFileThatEndsInADoubledHourIsSentAgainFromBeforeItWhenItGrows() throws IOException {
    // Given
    Path file = file("time,value\n1,1\n");
    ingest.answers(
        request ->
            request.body().contains("9,9")
                ? FakeIngest.accept(request)
                : new FakeIngest.Reply(
                    202, "{\"accepted\":1,\"warnings\":{\"doubledHour\":{\"earlier\":1}}}"));
    int status = run(file);

    // When
    Files.writeString(file, "2,2\n9,9\n", StandardOpenOption.APPEND);
    int grown = run(file);

    // Then
    assertThat(status + grown).isZero();
    assertThat(ingest.requests().get(1).body()).isEqualTo("time,value\n1,1\n2,2\n9,9\n");
    assertThat(shown()).contains("what follows line 0 is sent again");
  }

  @Test
  void aDoubledHourThatIsTooLongForARequestIsNotGuessed() throws IOException {
    // Given
    ingest.answers(
        request ->
            new FakeIngest.Reply(
                202, "{\"accepted\":1,\"warnings\":{\"doubledHour\":{\"earlier\":1}}}"));

    // When Then
    assertThat(run(file("time,value\n" + records(0, 250_000)))).isEqualTo(1);
    assertThat(shown()).contains("longer than 8 MiB", "offsets");
  }

  @Test
  void anotherHeadIsAnotherFile() throws IOException {
    // Given
    String records = records(0, 60_000);
    Path file = file("time,a,b\n" + records);
    run(file);
    int before = ingest.requests().size();

    // When
    Files.writeString(file, "time,b,a\n" + records + "7,7\n");

    // Then
    assertThat(run(file)).isEqualTo(1);
    assertThat(shown()).contains("is not the file that was begun");
    assertThat(ingest.requests()).hasSize(before);
  }

  @Test
  void aQuoteInACommentOpensNothing() throws IOException {
    // Given
    ingest.shows("{\"accepted\":1,\"recognised\":{\"comment\":\"#\"},\"headLines\":2}");
    String records = records(0, 250_000);

    // When Then
    assertThat(run(file("# head\ntime,value\n# note, \"open\n#,\"\n" + records))).isZero();
    assertThat(sent()).endsWith(records.substring(records.length() - 1_000));
  }

  @Test
  void anotherFileAndOtherParametersAreNotMixedUp() throws IOException {
    // Given
    Path file = file("time,value\n1,1\n");
    run(file, "--", "sensor=a");

    // When
    int otherParameters = run(file, "--", "sensor=b");
    Files.writeString(file, "time,value\n1,2\n");
    int otherFile = run(file, "--", "sensor=a");
    Files.writeString(Bookmark.of(file), "offset=x");
    int damaged = run(file, "--", "sensor=a");

    // Then
    assertThat(List.of(otherParameters, otherFile, damaged)).containsOnly(1);
    assertThat(shown())
        .contains("was begun with other parameters", "is not the file that was begun")
        .contains("is damaged. Delete it");
    assertThat(ingest.requests()).hasSize(1);
  }

  @Test
  void wrongLinesAreShownByTheirNumbersInTheFile() throws IOException {
    // Given
    Path file = file("#\ntime,value\n" + records(0, 60_000));
    ingest.shows("{\"accepted\":1,\"headLines\":2}");
    List<Long> first = new ArrayList<>();
    ingest.answers(
        request -> {
          first.add(
              Long.parseLong(
                  request.body().lines().skip(2).findFirst().orElse("").replaceAll("[,;].*", "")));
          return new FakeIngest.Reply(
              400,
              "{\"type\":\"/problems/invalid-readings\",\"rejected\":1,"
                  + "\"errors\":[{\"detail\":\"wrong\",\"line\":4}]}");
        });

    // When
    int status = run(file);

    // Then
    assertThat(status).isEqualTo(1);
    assertThat(first).hasSizeGreaterThan(1);
    assertThat(first)
        .allSatisfy(record -> assertThat(shown()).contains("line " + (record + 4) + ": wrong"));
  }

  @ParameterizedTest
  @CsvSource({"503", "429", "500", "408"})
  void itWaitsWhileIngestHasNoRoom(int status) throws IOException {
    // Given
    ingest.answers(
        request ->
            ingest.requests().size() < 4
                ? new FakeIngest.Reply(status, REFUSED)
                : FakeIngest.accept(request));

    // When Then
    assertThat(run(file("time,value\n1,1\n"))).isZero();
    assertThat(ingest.requests()).hasSize(4);
    assertThat(shown()).contains(status + ": It is full.");
  }

  @Test
  void aFileThatCannotBeReadIsNotSent() throws IOException {
    // Given
    ingest.refuses(400, "{\"detail\":\"The header must name the columns time and value.\"}");

    // When Then
    assertThat(run(file("value\n1\n"))).isEqualTo(1);
    assertThat(shown()).contains("nothing was sent. 400: The header must name");
    assertThat(ingest.requests()).isEmpty();
  }

  @Test
  void aQuotedFieldIsNotCut() throws IOException {
    // Given
    String field = "\"" + "x;\n".repeat(200_000) + "\"\n";
    String records = ("1,1," + field).repeat(4);

    // When
    run(file("time,value,sensor\n" + records));

    // Then
    assertThat(ingest.requests()).hasSizeGreaterThan(1);
    assertThat(ingest.requests()).allSatisfy(request -> assertThat(request.body()).endsWith(field));
    assertThat(sent()).isEqualTo(records);
  }

  @Test
  void aQuoteThatIsNeverClosedIsTold() throws IOException {
    // Given
    String rest = "1,1\n".repeat(3_000_000);

    // When Then
    assertThat(run(file("time,value\n1,1\n\"1,\n" + rest))).isEqualTo(1);
    assertThat(shown()).contains("A quote that opens behind line 2 is not closed within 8 MiB");
  }

  @Test
  void anHourThatClocksShowedTwiceIsNotDivided() throws IOException {
    // Given
    String records = records(0, 250_000);
    ingest.answers(
        request ->
            request.body().contains("\n100000,") && !request.body().contains("\n200000,")
                ? new FakeIngest.Reply(
                    202, "{\"accepted\":1,\"warnings\":{\"doubledHour\":{\"earlier\":1}}}")
                : FakeIngest.accept(request));

    // When
    int status = run(file("time,value\n" + records));

    // Then
    List<FakeIngest.Request> both =
        ingest.requests().stream().filter(r -> r.body().contains("\n100000,")).toList();
    assertThat(status).isZero();
    assertThat(both).hasSizeGreaterThan(1);
    assertThat(both.get(both.size() - 1).body()).contains("\n200000,");
    assertThat(shown()).contains("250,000 readings accepted");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "missing.csv          | there is no file `missing.csv`",
        "sensor=a             | `sensor=a` is no file; parameters come after --",
        "--url                | --url needs a value",
        "--frob               | `--frob` is not an option",
        "--dry-run            | name at least one file",
        "--url ftp://x f.csv  | --url needs an address",
        "-- a                 | name at least one file",
      })
  void mistakesInTheCommandAreTold(String line, String message) throws IOException {
    // When
    int status = Import.run(List.of(line.split(" ")), ingest.environment(), out(), out());

    // Then
    assertThat(status).isEqualTo(2);
    assertThat(shown()).contains(line.contains("ftp") ? "there is no file" : message);
  }

  @Test
  void theKeyComesFromTheEnvironmentOrAFile() throws IOException {
    // Given
    Path key = Files.writeString(folder.resolve("key"), "tw_a_b\n");

    // When
    run(file("time,value\n1,1\n"), "--key-file", key.toString());

    // Then
    assertThat(ingest.requests())
        .extracting(FakeIngest.Request::key)
        .containsExactly("Bearer tw_a_b");
  }

  private int run(Path file, String... more) {
    List<String> args = new ArrayList<>(List.of(file.toString()));
    args.addAll(List.of(more));
    return Import.run(args, ingest.environment(), out(), out());
  }

  private PrintStream out() {
    return new PrintStream(shown, true, StandardCharsets.UTF_8);
  }

  private String shown() {
    return shown.toString(StandardCharsets.UTF_8);
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("f.csv"), content);
  }

  /** All records of all requests, without the heads. */
  private String sent() {
    return ingest.requests().stream()
        .map(request -> request.body().substring(request.body().indexOf('\n') + 1))
        .collect(Collectors.joining());
  }

  private static String records(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "%d,%s\n".formatted(i, "1".repeat(40)))
        .collect(Collectors.joining());
  }
}
