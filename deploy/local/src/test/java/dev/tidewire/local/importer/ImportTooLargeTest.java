package dev.tidewire.local.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is too large for one request (413) is sent in several. */
class ImportTooLargeTest extends Importing {
  private static final String[] BERLIN = {"--", "timezone=Europe/Berlin"};
  private static final String HEAD = "time,value\n";

  private Predicate<FakeIngest.Request> isTooLarge = request -> false;

  @ParameterizedTest
  @ValueSource(ints = {20_000, 100, 1})
  void aPieceThatIsTooLargeIsSentInSmallerOnes(int most) throws IOException {
    // Given
    String records = records(0, 60 * most);
    takesNot(request -> request.lines() > most);

    // When
    int status = run(file(HEAD + records));

    // Then
    assertThat(status).isZero();
    assertThat(String.join("", taken())).isEqualTo(records);
    assertThat(taken()).hasSizeLessThanOrEqualTo(3 * 60);
    assertThat(refused()).isBetween(1L, 17L);
    assertThat(shown())
        .containsOnlyOnce("413: It holds too much.")
        .contains("sends smaller pieces", "%,d readings accepted, 0 items".formatted(60 * most));
  }

  @Test
  void theFilesAfterItAreSentInSmallerPiecesAtOnce() throws IOException {
    // Given
    Path first = file(HEAD + records(0, 1_000));
    Path second = file("g.csv", HEAD + records(0, 1_000));
    takesNot(request -> request.lines() > 100);

    // When
    run(first, second.toString());

    // Then
    assertThat(refused()).isEqualTo(4);
    assertThat(String.join("", taken())).isEqualTo(records(0, 1_000) + records(0, 1_000));
  }

  @Test
  void itGoesOnBehindTheSmallerPieces() throws IOException {
    // Given
    String records = records(0, 20_000);
    Path file = file(HEAD + records + "20000,1");
    takesNot(request -> request.lines() > 3_000);
    run(file);
    ingest.answers(request -> new FakeIngest.Reply(400, "{}"));
    Path longer = file(HEAD + records + "20000,15\n" + records(20_001, 40_000));
    int broken = run(longer);
    ingest.requests().removeIf(request -> request.body().startsWith(HEAD + "20000,15"));

    // When
    takesNot(request -> request.lines() > 3_000);
    int status = run(longer, "--last-line");

    // Then
    assertThat(broken).isEqualTo(1);
    assertThat(status).isZero();
    assertThat(String.join("", taken()))
        .isEqualTo(records + "20000,15\n" + records(20_001, 40_000));
    assertThat(shown()).contains("goes on behind line 20001", "40,000 readings accepted");
  }

  @Test
  void aLastLineWithoutItsEndIsARecord() throws IOException {
    // Given
    takesNot(request -> request.lines() > 1);

    // When
    int status = run(file(HEAD + "1,1\n2,2\n3,3"), "--last-line");

    // Then
    assertThat(status).isZero();
    assertThat(taken()).containsExactly("1,1\n", "2,2\n", "3,3");
  }

  @Test
  void itEndsAtARecordThatIsTooLargeByItself() throws IOException {
    // Given
    String large = "5000,\"" + "x\n".repeat(1_000) + "\"\n";
    Path file = file(HEAD + records(0, 5_000) + large + records(5_001, 6_000));
    takesNot(request -> request.body().length() > 1_000);

    // When
    int status = run(file);
    String shownThen = shown();
    long refused = refused();
    file(HEAD + records(0, 5_000) + "5000,1\n" + records(5_001, 6_000));
    int mended = run(file);

    // Then
    assertThat(status).isEqualTo(1);
    assertThat(refused).isLessThan(30);
    assertThat(shownThen)
        .contains("f.csv stopped behind line 5001: one record, which begins there, is more than")
        .contains("413: It holds too much.", "the same command goes on from here");
    assertThat(mended).isZero();
    assertThat(String.join("", taken()))
        .isEqualTo(records(0, 5_000) + "5000,1\n" + records(5_001, 6_000));
  }

  @Test
  void theSampleMayBeTooLarge() throws IOException {
    // Given
    takesNot(request -> request.body().length() > 65_536);
    ingest.shows(
        request ->
            isTooLarge.test(request)
                ? tooLarge()
                : new FakeIngest.Reply(202, "{\"accepted\":1,\"headLines\":1}"));

    // When
    int status = run(file(HEAD + records(0, 20_000)));

    // Then
    assertThat(status).isZero();
    assertThat(refused()).isZero();
    assertThat(String.join("", taken())).isEqualTo(records(0, 20_000));
  }

  @Test
  void anHourThatClocksShowedTwiceIsNotDivided() throws IOException {
    // Given
    takesNot(request -> request.lines() > 10_000);
    ingest.shows(request -> isTooLarge.test(request) ? tooLarge() : doubled(hasHour(request)));

    // When
    int status = run(file(HEAD + records(100_000, 160_000)), BERLIN);

    // Then
    assertThat(status).isZero();
    assertThat(String.join("", taken())).isEqualTo(records(100_000, 160_000));
    assertThat(ingest.requests().stream().filter(isTooLarge.negate()).filter(this::hasHour))
        .hasSize(1);
  }

  @Test
  void anHourThatClocksShowedTwiceAndIsTooLargeIsNotSent() throws IOException {
    // Given
    takesNot(request -> request.lines() > 1_000);
    ingest.shows(request -> isTooLarge.test(request) ? tooLarge() : doubled(hasHour(request)));

    // When
    int status = run(file(HEAD + records(100_000, 160_000)), BERLIN);

    // Then
    assertThat(status).isEqualTo(1);
    assertThat(String.join("", taken())).isNotEmpty();
    assertThat(records(100_000, 135_000)).startsWith(String.join("", taken()));
    assertThat(refused()).isLessThan(30);
    assertThat(shown())
        .containsPattern("showed twice does not fit in what ingest takes in one request.*line \\d")
        .contains("413: It holds too much.", "offset");
  }

  private boolean hasHour(FakeIngest.Request request) {
    return request.body().matches("(?s).*\\b13[5-7]\\d\\d\\d,.*");
  }

  private void takesNot(Predicate<FakeIngest.Request> newIsTooLarge) {
    isTooLarge = newIsTooLarge;
    ingest.answers(request -> isTooLarge.test(request) ? tooLarge() : FakeIngest.accept(request));
  }

  private static FakeIngest.Reply tooLarge() {
    return new FakeIngest.Reply(
        413, "{\"type\":\"urn:x:body-too-large\",\"detail\":\"It holds too much.\"}");
  }

  private long refused() {
    return ingest.requests().stream().filter(isTooLarge).count();
  }

  /** The records of each request that was not too large. */
  private List<String> taken() {
    return ingest.requests().stream()
        .filter(isTooLarge.negate())
        .map(request -> request.body().substring(HEAD.length()))
        .collect(Collectors.toList());
  }
}
