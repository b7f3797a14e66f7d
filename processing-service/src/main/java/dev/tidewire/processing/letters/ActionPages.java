package dev.tidewire.processing.letters;

import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.mirror.Action;
import dev.tidewire.processing.mirror.ActionKind;
import dev.tidewire.processing.mirror.ActionOrder;
import dev.tidewire.processing.mirror.ActionState;
import dev.tidewire.processing.mirror.Letter;
import dev.tidewire.processing.mirror.LetterId;
import dev.tidewire.processing.mirror.LetterPosition;
import dev.tidewire.processing.mirror.LetterState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The letters that a running action changes, page by page. Every statement can be repeated and
 * counts a letter once.
 */
@ApplicationScoped
public class ActionPages {
  /** Maximum bytes of a page's letters, not counting the last letter. */
  private static final int PAGE_BYTES = 1 << 20;

  private static final String NEXT =
      """
      SELECT %1$s, key_bytes, value_bytes
      FROM (SELECT *, sum(coalesce(octet_length(key_bytes), 0) + coalesce(octet_length(value_bytes), 0))
                      OVER (ORDER BY failed_at, letter_partition, letter_offset
                            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS bytes_before
            FROM (SELECT %1$s, %%s FROM dead_letter %%s
                  ORDER BY failed_at, letter_partition, letter_offset
                  LIMIT %%s::bigint) AS page) AS weighed
      WHERE coalesce(bytes_before, 0) < %2$d
      ORDER BY failed_at, letter_partition, letter_offset
      """
          .formatted(LetterRow.COLUMNS, PAGE_BYTES);

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
  private final int maxAttempts;

  ActionPages(PromptDatabase database, ProcessingConfig config) {
    this.database = database;
    this.maxAttempts = config.deadLetters().maxAttempts();
  }

  /**
   * The result of a page.
   *
   * @param changed letters that were open before
   * @param isOurs whether the action still runs; otherwise its lease had run out
   */
  public record Progress(long changed, boolean isOurs) {}

  /**
   * The next open letters that existed when the action began, oldest failure first, without
   * exhausted ones. Reads their bytes only if the action needs them.
   *
   * @param last the last letter of the page before, or null for the first page
   */
  public Uni<List<Letter>> next(
      Action action, ActionOrder order, @Nullable LetterPosition last, int limit) {
    Conditions conditions =
        Conditions.open(order.selection()).mirroredBefore(action.atMicros()).after(last);
    String bytes = "NULL::bytea AS key_bytes, NULL::bytea AS value_bytes";
    if (order.kind() == ActionKind.REDRIVE) {
      conditions.attemptsBelow(maxAttempts);
      bytes = "key_bytes, value_bytes";
    }
    String sql = NEXT.formatted(bytes, conditions.where(), conditions.parameter((long) limit));
    return database
        .execute(sql, conditions.tuple())
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
