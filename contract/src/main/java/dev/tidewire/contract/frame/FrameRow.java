package dev.tidewire.contract.frame;

import dev.tidewire.contract.ReadingTime;
import java.util.Locale;

/** Names the row that has a frame. {@code SELECT * FROM} before such a name selects the row. */
public final class FrameRow {
  private FrameRow() {}

  /** A row of the table {@code block}. */
  public static String ofBlock(int home, long seq) {
    return String.format(Locale.ROOT, "block WHERE home = %d AND seq = %d", home, seq);
  }

  /** A row of the table {@code chunk}. */
  public static String ofChunk(long seriesId, long endMicros) {
    return String.format(
        Locale.ROOT,
        "chunk WHERE series_id = %d AND end_time = '%s'",
        seriesId,
        ReadingTime.toInstant(endMicros));
  }
}
