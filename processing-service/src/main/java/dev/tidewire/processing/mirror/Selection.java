package dev.tidewire.processing.mirror;

import java.util.List;

/** The letters that somebody speaks of. */
public sealed interface Selection permits LetterFilter, Selection.Ids {
  /** These letters, as far as there are such. */
  record Ids(List<LetterId> ids) implements Selection {}
}
