package dev.tidewire.processing.mirror;

import java.util.List;

/** Which letters a request is about. */
public sealed interface Selection permits LetterFilter, Selection.Ids {
  /** The letters with these ids, each of which occurs once; ids without a letter are ignored. */
  record Ids(List<LetterId> ids) implements Selection {}
}
