package dev.tidewire.processing.letters;

import dev.tidewire.platform.access.SensorPatterns;
import dev.tidewire.processing.mirror.IdReport;
import dev.tidewire.processing.mirror.LetterFilter;
import dev.tidewire.processing.mirror.LetterId;
import dev.tidewire.processing.mirror.LetterPosition;
import dev.tidewire.processing.mirror.LetterState;
import dev.tidewire.processing.mirror.MirroredLetter;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the table {@code dead_letter}, within the deadline. */
@ApplicationScoped
public class LetterQueries {
  /** A list has a thousand letters at most, and so 4 MiB of values. */
  private static final int LONGEST_LISTED = 4_096;

  private static final String LISTED =
      """
      CASE WHEN octet_length(key_bytes) <= %1$d THEN key_bytes END,
      CASE WHEN octet_length(value_bytes) <= %1$d THEN value_bytes END\
      """
          .formatted(LONGEST_LISTED);

  private static final String SIZES = "octet_length(key_bytes), octet_length(value_bytes)";

  private static final String PAGE =
      """
      SELECT %s, %s, %s, l.state, NULL::float8, %s
      FROM (SELECT * FROM dead_letter %%s
            ORDER BY failed_at DESC, letter_partition DESC, letter_offset DESC, letter_millis DESC
            LIMIT %%s::bigint) AS l
      LEFT JOIN dead_letter_action AS a ON a.id = l.action
      ORDER BY failed_at DESC, letter_partition DESC, letter_offset DESC, letter_millis DESC
      """
          .formatted(LetterRow.COLUMNS, LISTED, SIZES, ActionRow.COLUMNS);

  private static final String ONE =
      """
      SELECT %s, key_bytes, value_bytes, %s, l.state, stored.value, %s
      FROM dead_letter AS l
      LEFT JOIN dead_letter_action AS a ON a.id = l.action
      LEFT JOIN LATERAL (
        SELECT r.value
        FROM series AS s, readings_of(s.id, l.time, l.time + interval '1 microsecond') AS r
        WHERE s.sensor = l.sensor AND s.metric = l.metric
      ) AS stored ON true
      %%s
      """
          .formatted(LetterRow.COLUMNS, SIZES, ActionRow.COLUMNS);

  private static final String COUNTS =
      "SELECT reason, count(*) FROM dead_letter %s GROUP BY reason";

  private static final String IDS =
      "SELECT letter_partition, letter_offset, letter_millis, state FROM dead_letter %s";

  private final PromptDatabase database;

  LetterQueries(PromptDatabase database) {
    this.database = database;
  }

  /**
   * The letters that failed last, newest first.
   *
   * @param visible the sensors that the caller may see
   * @param state null for any
   * @param before the letter to continue after, or null for the first page
   */
  public Uni<List<MirroredLetter>> page(
      LetterFilter filter,
      SensorPatterns visible,
      @Nullable LetterState state,
      @Nullable LetterPosition before,
      int limit) {
    Conditions conditions = Conditions.of(filter).visible(visible).state(state).before(before);
    String sql = PAGE.formatted(conditions.where(), conditions.parameter((long) limit));
    return database
        .execute(sql, conditions.tuple())
        .map(rows -> rows.stream().map(LetterQueries::letter).toList());
  }

  /** The number of letters by the code of their reason, without reasons that have none. */
  public Uni<Map<String, Long>> counts(
      LetterFilter filter, SensorPatterns visible, @Nullable LetterState state) {
    Conditions conditions = Conditions.of(filter).visible(visible).state(state);
    return database
        .execute(COUNTS.formatted(conditions.where()), conditions.tuple())
        .map(
            rows -> {
              Map<String, Long> counts = new TreeMap<>();
              rows.forEach(row -> counts.put(row.getString(0), row.getLong(1)));
              return counts;
            });
  }

  /** The letter with all its bytes, and the value that is stored at the place of its reading. */
  public Uni<Optional<MirroredLetter>> find(LetterId id, SensorPatterns visible) {
    Conditions conditions = new Conditions().ids(List.of(id)).visible(visible);
    return database
        .execute(ONE.formatted(conditions.where()), conditions.tuple())
        .map(rows -> rows.stream().map(LetterQueries::letter).findFirst());
  }

  /** Which of the ids no letter has, and how many letters with the others are open and closed. */
  public Uni<IdReport> report(List<LetterId> ids) {
    Conditions conditions = new Conditions().ids(ids);
    return database
        .execute(IDS.formatted(conditions.where()), conditions.tuple())
        .map(
            rows -> {
              Set<LetterId> unknown = new LinkedHashSet<>(ids);
              int open = 0;
              for (Row row : rows) {
                unknown.remove(new LetterId(row.getInteger(0), row.getLong(1), row.getLong(2)));
                open += row.getString(3).equals(LetterState.OPEN.code()) ? 1 : 0;
              }
              return new IdReport(List.copyOf(unknown), open, rows.size() - open);
            });
  }

  private static MirroredLetter letter(Row row) {
    int at = LetterRow.SIZE;
    return new MirroredLetter(
        LetterRow.read(row),
        row.getInteger(at),
        row.getInteger(at + 1),
        LetterState.ofCode(row.getString(at + 2)),
        row.getLong(at + 4) == null ? null : ActionRow.read(row, at + 4),
        row.getDouble(at + 3));
  }
}
