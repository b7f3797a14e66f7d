package dev.tidewire.processing.letters;

import dev.tidewire.processing.mirror.Action;
import dev.tidewire.processing.mirror.ActionState;
import dev.tidewire.processing.mirror.Letter;
import dev.tidewire.processing.mirror.LetterId;
import dev.tidewire.processing.mirror.LetterState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;

/**
 * The letters that a running action changes, page by page. Every statement can be repeated and
 * counts a letter once.
 */
@ApplicationScoped
public class ActionPages {
  /** Maximum bytes of a page's letters, not counting the last letter. */
  private static final int PAGE_BYTES = 1 << 20;

  private static final String LOAD =
      """
      SELECT %1$s, key_bytes, value_bytes
      FROM (SELECT %1$s, key_bytes, value_bytes,
                   sum(coalesce(octet_length(key_bytes), 0) + coalesce(octet_length(value_bytes), 0))
                     OVER (ORDER BY %2$s ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS bytes_before
            FROM dead_letter %%s) AS weighed
      WHERE coalesce(bytes_before, 0) < %3$d
      ORDER BY %2$s
      """
          .formatted(LetterRow.COLUMNS, LetterScan.ORDER, PAGE_BYTES);

  private static final String PROGRESS =
      """
      WITH changed AS (
        UPDATE dead_letter SET state = %%s::text, action = %%s::bigint %%s RETURNING 1)
      UPDATE dead_letter_action
      SET done = done + (SELECT count(*) FROM changed), refused = %%s::bigint, lease_until = %s
      WHERE id = %%s::bigint
      RETURNING state, (SELECT count(*) FROM changed)
      """
          .formatted(ActionTable.LEASE);

  private final PromptDatabase database;

  ActionPages(PromptDatabase database) {
    this.database = database;
  }

  /**
   * The result of a page.
   *
   * @param changed letters that were open before
   * @param isOurs whether the action still runs; otherwise its lease had run out
   */
  public record Progress(long changed, boolean isOurs) {}

  /** The first of these letters that are open, with their bytes; as many as a page holds. */
  public Uni<List<Letter>> load(Collection<LetterId> letters) {
    Conditions conditions = new Conditions().ids(letters).state(LetterState.OPEN);
    return database
        .execute(LOAD.formatted(conditions.where()), conditions.tuple())
        .map(rows -> rows.stream().map(LetterRow::read).toList());
  }

  /**
   * Marks the letters as done and renews the lease.
   *
   * @param refused letters of the whole action so far that Kafka has not taken
   */
  public Uni<Progress> progress(Action action, Collection<LetterId> letters, long refused) {
    Conditions conditions = new Conditions().ids(letters).state(LetterState.OPEN);
    String where = conditions.where();
    String sql =
        PROGRESS.formatted(
            conditions.parameter(action.kind().outcome().code()),
            conditions.parameter(action.id()),
            where,
            conditions.parameter(refused),
            conditions.parameter(action.id()));
    return database
        .execute(sql, conditions.tuple())
        .map(rows -> rows.iterator().next())
        .map(
            row ->
                new Progress(row.getLong(1), row.getString(0).equals(ActionState.RUNNING.code())));
  }
}
