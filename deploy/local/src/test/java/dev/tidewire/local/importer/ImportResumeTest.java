package dev.tidewire.local.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How an import goes on that was broken off, or whose file grows. */
class ImportResumeTest extends Importing {
  private static final String REFUSED =
      "{\"type\":\"urn:x:unreadable-body\",\"detail\":\"It is full.\"}";

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
}
