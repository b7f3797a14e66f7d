package dev.tidewire.local.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rejected item counts until an import has reached the end of the file, and told it. */
class ImportRejectionsTest extends Importing {
  private static final String WRONG =
      "{\"accepted\":1,\"rejected\":1,\"errors\":[{\"detail\":\"wrong\",\"line\":3}]}";

  @Test
  void aNewImportTellsOnlyItsOwnRejections() throws IOException {
    // Given
    Path file = file("time,value\n1,1\n2,x\n");
    ingest.answers(request -> new FakeIngest.Reply(207, WRONG, false));
    int first = run(file);

    // When
    ingest.answers(FakeIngest::accept);
    Files.writeString(file, "2,2\n", StandardOpenOption.APPEND);
    int second = run(file);
    String shownThen = shown();
    file("time,value\n1,1\n2,2\n2,2\n");
    int mendedInPlace = run(file);
    Files.delete(Bookmark.of(file));
    int begunAgain = run(file);

    // Then
    assertThat(List.of(first, second, mendedInPlace, begunAgain)).containsExactly(1, 0, 1, 0);
    assertThat(shownThen)
        .contains("3 lines, 1 readings accepted, 1 items rejected")
        .contains("4 lines, 2 readings accepted, 0 items rejected, apart from 1 that earlier");
    assertThat(shown().substring(shownThen.length()))
        .contains("is not the file that was begun", "also where you have mended lines")
        .contains("4 lines, 3 readings accepted, 0 items rejected\n");
  }

  @Test
  void whatABrokenImportRejectedIsToldByTheOneThatEnds() throws IOException {
    // Given
    Path file = file("time,value\n" + records(0, 50_000));
    ingest.answers(
        request ->
            ingest.requests().size() == 1
                ? new FakeIngest.Reply(207, WRONG, false)
                : new FakeIngest.Reply(400, "{}"));
    int broken = run(file);

    // When
    ingest.answers(FakeIngest::accept);
    int resumed = run(file);
    String shownThen = shown();
    int again = run(file);

    // Then
    assertThat(List.of(broken, resumed, again)).containsExactly(1, 1, 0);
    assertThat(shownThen).contains("1 items rejected\n");
    assertThat(shown().substring(shownThen.length())).doesNotContain("items rejected");
  }
}
