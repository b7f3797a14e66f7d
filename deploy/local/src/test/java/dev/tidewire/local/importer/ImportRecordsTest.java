package dev.tidewire.local.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pieces are of whole records. */
class ImportRecordsTest extends Importing {
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
}
