package dev.tidewire.local.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Local times of an hour that clocks showed twice. */
class ImportDoubledHourTest extends Importing {
  private static final String[] BERLIN = {"--", "timezone=Europe/Berlin"};

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

  @Test
  void aFileForEachOfTheTwoHoursIsToldByItsName() throws IOException {
    // Given
    Path first = file("02-a.csv", "time,value\n02:00,1\n02:30,1\n");
    Path second = file("02-b.csv", "time,value\n02:00,2\n02:30,2\n");
    FakeIngest.Reply earlier =
        new FakeIngest.Reply(
            202,
            "{\"accepted\":2,\"headLines\":1,\"warnings\":{\"doubledHour\":"
                + "{\"earlier\":2,\"later\":0,\"detail\":\"Clocks showed them twice.\"}}}");
    ingest.shows(request -> earlier);
    ingest.answers(request -> earlier);

    // When
    run(first, second.toString(), BERLIN[0], BERLIN[1]);

    // Then
    for (Path file : List.of(first, second)) {
      assertThat(shown())
          .containsOnlyOnce(
              file
                  + ": of an hour that clocks showed twice, 2 times were taken for the earlier one and"
                  + " 0 for the later one. Clocks showed them twice. The file does not show both: one"
                  + " with the same times, of the other hour, would replace these readings.");
    }
  }
}
