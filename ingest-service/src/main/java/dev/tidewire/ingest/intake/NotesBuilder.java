package dev.tidewire.ingest.intake;

import dev.tidewire.ingest.answer.Notes;
import dev.tidewire.ingest.answer.Shown;
import dev.tidewire.ingest.batch.ReadingDraft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what an answer tells of one body and its columns. */
final class NotesBuilder {
  static final int MAX_SHOWN = 5;
  static final int MAX_COLUMNS = 100;

  private final boolean hasPreview;
  private final Map<String, String> recognised = new LinkedHashMap<>(0);
  private final Map<String, Integer> skippedIn = new LinkedHashMap<>(0);
  private final List<String> noNumbers = new ArrayList<>(0);
  private final List<Shown> preview = new ArrayList<>(0);
  private int otherColumns;
  private int headLines;

  NotesBuilder(boolean hasPreview) {
    this.hasPreview = hasPreview;
  }

  void head(int lines) {
    headLines = hasPreview ? lines : 0;
  }

  void recognised(String parameter, String value) {
    recognised.put(parameter, value);
  }

  /** Of more columns only the first are named; those after them are summed up under an ellipsis. */
  void skippedIn(String column, int values) {
    if (values > 0) {
      skippedIn.merge(skippedIn.size() < MAX_COLUMNS ? column : "…", values, Integer::sum);
    }
  }

  void noNumbersIn(String column) {
    if (noNumbers.size() < MAX_COLUMNS) {
      noNumbers.add(column);
    } else {
      otherColumns++;
    }
  }

  void added(ReadingDraft draft) {
    for (int i = 0; hasPreview && preview.size() < MAX_SHOWN && i < draft.size(); i++) {
      if (!draft.isLeftOut(i)) {
        preview.add(
            new Shown(
                draft.sensor().toString(),
                draft.metric(i).toString(),
                draft.timeMicros(i),
                draft.value(i),
                draft.unit(i).toString()));
      }
    }
  }

  Notes build() {
    if (otherColumns > 0) {
      noNumbers.add("… and %d others".formatted(otherColumns));
    }
    boolean isEmpty =
        recognised.isEmpty() && skippedIn.isEmpty() && noNumbers.isEmpty() && !hasPreview;
    return isEmpty ? Notes.NONE : new Notes(recognised, skippedIn, noNumbers, preview, headLines);
  }
}
