package dev.tidewire.local.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Also of a file without readings, an import says what it has done. */
class ImportOfNothingTest extends Importing {
  @ParameterizedTest
  @CsvSource({"false", "true"})
  void anEmptyFileIsToldAndKeepsNoOtherFromBeingSent(boolean takesLastLine) throws IOException {
    // Given
    Path empty = file("empty.csv", "");
    Path file = file("time,value\n1,1\n");

    // When
    int status =
        takesLastLine ? run(empty, file.toString(), "--last-line") : run(empty, file.toString());

    // Then
    assertThat(status).isZero();
    assertThat(shown())
        .startsWith(empty + "\n  is empty: nothing to send\n")
        .contains("1 readings");
    assertThat(sent()).isEqualTo("1,1\n");
  }

  @Test
  void aHeadWithoutReadingsIsTold() throws IOException {
    // When
    int status = run(file("time,value\n"));

    // Then
    assertThat(status).isZero();
    assertThat(shown())
        .isEqualTo(
            folder.resolve("f.csv") + "\n  nothing to send: no line stands behind the head yet\n");
    assertThat(ingest.requests()).isEmpty();
  }

  @Test
  void linesWithoutReadingsAreTold() throws IOException {
    // Given
    ingest.answers(request -> new FakeIngest.Reply(202, "{\"accepted\":0}"));

    // When
    int status = run(file("time,value\n\n\n"));

    // Then
    assertThat(status).isZero();
    assertThat(shown()).contains("13 of 13 B, 0 readings", "done: 3 lines, 0 readings accepted");
  }

  @Test
  void aSecondImportOfTheSameSaysThatNothingIsNew() throws IOException {
    // Given
    Path file = file("time,value\n1,1\n");
    run(file);
    String shownThen = shown();

    // When
    int status = run(file);

    // Then
    assertThat(status).isZero();
    assertThat(shown().substring(shownThen.length()))
        .isEqualTo(file + "\n  nothing new: all 2 lines were sent before\n");
  }

  @ParameterizedTest
  @CsvSource({"1, 15 of 15 B", "100, 4.6 of 4.6 KiB", "40000, 1.8 of 1.8 MiB"})
  void progressHasAUnitThatFitsTheFile(int lines, String progress) throws IOException {
    // When
    run(file("time,value\n" + (lines == 1 ? "1,1\n" : records(10_000, 10_000 + lines))));

    // Then
    assertThat(shown()).contains("\r  " + progress + ", ");
  }
}
