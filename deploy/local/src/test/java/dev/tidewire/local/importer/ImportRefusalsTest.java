package dev.tidewire.local.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ingest does not take. */
class ImportRefusalsTest extends Importing {
  private static final String REFUSED =
      "{\"type\":\"urn:x:unreadable-body\",\"detail\":\"It is full.\"}";

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
}
