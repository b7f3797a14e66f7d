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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportTest {
  private static final String REFUSED =
      "{\"type\":\"urn:x:unreadable-body\",\"detail\":\"It is full.\"}";

  private static final String[] BERLIN = {"--", "timezone=Europe/Berlin"};

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
  void aLastLineWithoutItsEndIsSentWhenItIsComplete() throws IOException {
    // Given
    Path file = file("time,value\n1,1\n2,2");
    int unfinished = run(file);
    String shownThen = shown();

    // When
    Files.writeString(file, "5\n3,3\n", StandardOpenOption.APPEND);
    int status = run(file);
    int again = run(file);

    // Then
    assertThat(unfinished).isEqualTo(3);
    assertThat(shownThen)
        .contains("line 3 has no line end yet and was not sent")
        .contains("with --last-line to send it");
    assertThat(status + again).isZero();
    assertThat(ingest.requests())
        .extracting(FakeIngest.Request::body)
        .containsExactly("time,value\n1,1\n", "time,value\n2,25\n3,3\n");
  }

  @Test
  void aLastLineWithoutItsEndIsSentOnRequest() throws IOException {
    // Given
    Path file = file("time,value\n1,1\n2,2");

    // When
    int status = run(file, "--last-line");

    // Then
    assertThat(status).isZero();
    assertThat(sent()).isEqualTo("1,1\n2,2");
    assertThat(shown()).contains("2 lines, 2 readings accepted").doesNotContain("--last-line");
  }

  @Test
  void aLastLineWithoutItsEndIsNoPartOfWhatIsRecognised() throws IOException {
    // Given
    List<String> samples = new ArrayList<>();
    ingest.shows(
        request -> {
          samples.add(request.body());
          return new FakeIngest.Reply(202, "{\"accepted\":0,\"headLines\":1}");
        });

    // When
    int onlyLine = run(file("time;value"));
    int dryRun = run(file("time;value\n1;17,5"), "--dry-run");

    // Then
    assertThat(onlyLine).isEqualTo(1);
    assertThat(dryRun).isEqualTo(3);
    assertThat(samples).containsExactly("time;value\n");
    assertThat(shown()).contains("no line of it ends with LF yet", "line 2 has no line end yet");
    assertThat(ingest.requests()).isEmpty();
  }

  @Test
  void aQuoteThatIsOpenAtTheEndOfTheFileIsTold() throws IOException {
    // Given
    Path file = file("time,value\n1,1\n\"2,2\n3,3\n");

    // When
    int status = run(file);

    // Then
    assertThat(status).isEqualTo(3);
    assertThat(sent()).isEqualTo("1,1\n");
    assertThat(shown()).contains("A quote that opens behind line 2 is not closed yet");
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

  @ParameterizedTest
  @CsvSource({"0", "50000"})
  void aChangeAnywhereInThePartThatIsDoneIsSeen(int line) throws IOException {
    // Given
    Path file = file("time,a,b\n" + records(0, 60_000));
    run(file);
    int requests = ingest.requests().size();

    // When
    String changed =
        line == 0
            ? Files.readString(file).replace("time,a,b\n", "time,b,a\n")
            : Files.readString(file).replace("\n" + line + ",1", "\n" + line + ",2");
    Files.writeString(file, changed + "60000,1\n");
    int status = run(file);

    // Then
    assertThat(status).isEqualTo(1);
    assertThat(shown()).contains("is not the file that was begun");
    assertThat(ingest.requests()).hasSize(requests);
  }

  @Test
  void aSecondImportOfTheSameFileIsRefused() throws Exception {
    // Given
    Path file = file("time,value\n1,1\n");
    int status;

    // When
    try (ImportLock first = ImportLock.of(file)) {
      status = run(file);
    }
    String shownThen = shown();
    int afterwards = run(file);

    // Then
    assertThat(status).isEqualTo(1);
    assertThat(shownThen).contains("Another import of " + file + " runs");
    assertThat(afterwards).isZero();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(file, Bookmark.of(file));
    }
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
  void whatIsRefusedUntilLaterIsSentAgain() throws IOException {
    // Given
    ingest.answers(
        request ->
            ingest.requests().size() < 3
                ? new FakeIngest.Reply(
                    207,
                    "{\"accepted\":1,\"rejected\":1,\"errors\":[{\"detail\":\"a sends too much\",\"line\":2}]}",
                    true)
                : FakeIngest.accept(request));

    // When Then
    assertThat(run(file("time,value\n1,1\n2,2\n"))).isZero();
    assertThat(ingest.requests()).hasSize(3);
    assertThat(ingest.requests())
        .extracting(FakeIngest.Request::body)
        .containsOnly("time,value\n1,1\n2,2\n");
    assertThat(shown()).contains("207: a sends too much", "2 readings accepted");
  }

  @Test
  void itWaitsForAnHour_alsoWhereItIsToldToComeBackSoon() throws IOException {
    // Given
    ingest.answers(request -> new FakeIngest.Reply(503, REFUSED));

    // When Then
    assertThat(run(file("time,value\n1,1\n"))).isEqualTo(1);
    assertThat(ingest.requests()).hasSize(3_600);
    assertThat(shown()).contains("Gave up after an hour: 503: It is full.");
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

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void aQuoteInACommentOpensNothing(boolean isRecognised) throws IOException {
    // Given
    String records = records(0, 1_000) + "# note, \"open quote here\n" + records(1_000, 220_000);
    ingest.shows(
        "{\"accepted\":1,\"recognised\":{%s},\"headLines\":2}"
            .formatted(isRecognised ? "\"comment\":\"#\"" : ""));
    Path file = file("# a, \"comment\ntime,value\n" + records);

    // When
    int status = isRecognised ? run(file) : run(file, "--", "comment=#");

    // Then
    assertThat(shown()).doesNotContain("quote");
    assertThat(status).isZero();
    assertThat(ingest.requests())
        .allSatisfy(request -> assertThat(request.query()).contains("comment=%23"));
    assertThat(
            ingest.requests().stream()
                .map(request -> request.body().replaceFirst("# a.*\ntime.*\n", ""))
                .collect(Collectors.joining()))
        .isEqualTo(records);
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
  void anHourThatClocksShowedTwiceIsSentAtOnceWithWhatIsBeforeIt() throws IOException {
    // Given
    ingest.shows(request -> doubled(request.body().matches("(?s).*\n1[01]\\d{4},.*")));

    // When
    int status = run(file("time,value\n" + records(0, 250_000)), BERLIN);

    // Then
    List<FakeIngest.Request> hour =
        ingest.requests().stream().filter(r -> r.body().matches("(?s).*\n1[01]\\d{4},.*")).toList();
    assertThat(status).isZero();
    assertThat(hour).hasSize(1);
    assertThat(hour.get(0).body()).contains("\n90000,", "\n100000,", "\n119999,");
    assertThat(ingest.requests()).hasSizeGreaterThan(6);
    assertThat(sent()).isEqualTo(records(0, 250_000));
    assertThat(shown()).contains("250,000 readings accepted");
  }

  @ParameterizedTest
  @CsvSource({"10", "60000"})
  void anHourThatClocksShowedTwiceAtTheEndIsSentAgainAsAWhole(int before) throws IOException {
    // Given
    Function<FakeIngest.Request, FakeIngest.Reply> byHour =
        request -> doubled(request.body().contains("02:"));
    ingest.shows(byHour);
    ingest.answers(byHour);
    Path file = file("time,value\n" + records(0, before) + "01:50,1\n02:00,1\n02:50,1\n02:00,2\n");
    int first = run(file, BERLIN);
    int second = run(file, BERLIN);
    String shownThen = shown();

    // When
    Files.writeString(file, "02:30,2\n02:50,2\n03:00,2\n", StandardOpenOption.APPEND);
    int third = run(file, BERLIN);

    // Then
    assertThat(List.of(first, second, third)).containsOnly(0);
    assertThat(shownThen).contains("an hour that clocks showed twice is at the end of the file");
    assertThat(ingest.requests().get(ingest.requests().size() - 1).body())
        .startsWith("time,value\n")
        .contains("01:50,1\n02:00,1\n02:50,1\n02:00,2\n02:30,2\n02:50,2\n03:00,2\n");
    assertThat(ingest.requests().get(ingest.requests().size() - 1).lines()).isLessThan(60_000);
  }

  @Test
  void anHourThatClocksShowedTwiceAndDoesNotFitInARequestIsNotSent() throws IOException {
    // Given
    ingest.shows(request -> doubled(request.body().matches("(?s).*\n[23].*")));
    ingest.answers(request -> doubled(request.body().matches("(?s).*\n[23].*")));
    String before = records(100_000, 160_000);

    // When
    int status = run(file("time,value\n" + before + records(200_000, 400_000)), BERLIN);

    // Then
    assertThat(status).isEqualTo(1);
    assertThat(sent()).isNotEmpty().doesNotContain("\n2", "\n3");
    assertThat(before).startsWith(sent());
    assertThat(shown())
        .containsPattern("showed twice does not fit in one request .* behind line \\d+")
        .contains("offset");
  }

  @ParameterizedTest
  @CsvSource({"UTC", "+01:00"})
  void whereClocksAreNeverPutBackEachPieceIsSentOnce(String zone) throws IOException {
    // Given
    List<String> dryRuns = new ArrayList<>();
    ingest.shows(
        request -> {
          dryRuns.add(request.query());
          return doubled(false);
        });

    // When
    run(file("time,value\n" + records(0, 60_000)), "--", "timezone=" + zone);

    // Then
    assertThat(dryRuns).hasSize(1);
    assertThat(sent()).isEqualTo(records(0, 60_000));
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

  private static FakeIngest.Reply doubled(boolean isDoubled) {
    return new FakeIngest.Reply(
        202,
        "{\"accepted\":1,\"headLines\":1%s}"
            .formatted(
                isDoubled ? ",\"warnings\":{\"doubledHour\":{\"earlier\":1,\"later\":0}}" : ""));
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
