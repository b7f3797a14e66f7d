package dev.tidewire.ingest.format;

import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.platform.text.Text;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Times as the clocks of one zone show them. */
final class LocalTimes {
  /** Times of UTC. */
  static final LocalTimes UTC = new LocalTimes(ZoneOffset.UTC);

  private static final long MICROS_PER_SECOND = 1_000_000;

  private final ZoneId zone;

  LocalTimes(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * Gives a draft the one or two times that a local time can mean; returns what is wrong with it,
   * or null.
   *
   * @param micros from 1970-01-01T00:00:00 as the clocks showed it
   */
  @Nullable String read(long micros, Text text, ReadingDraft draft) {
    long second = Math.floorDiv(micros, MICROS_PER_SECOND);
    LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
    if (offsets.isEmpty()) {
      return "time %s does not exist in %s, where clocks were put forward then; send it with its offset"
          .formatted(Quoted.of(text.toString()), zone);
    }
    long earlier = micros - micros(offsets.get(0));
    if (zone.getRules().isFixedOffset()) {
      draft.setTimeMicros(earlier);
    } else {
      draft.setLocalTimeMicros(earlier, micros - micros(offsets.get(offsets.size() - 1)));
    }
    return null;
  }

  private static long micros(ZoneOffset offset) {
    return offset.getTotalSeconds() * MICROS_PER_SECOND;
  }
}
