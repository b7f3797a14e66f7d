package dev.tidewire.local.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is sent, and what is told of it. */
class ImportTest extends Importing {
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
}
