package dev.tidewire.processing.mirror;

import java.util.List;

/** Which letters a request is about. */
public sealed interface Selection permits LetterFilter, Selection.Ids {
  /** The letters with these ids; ids without a letter are ignored. */
  record Ids(List<LetterId> ids) implements Selection {}
}
