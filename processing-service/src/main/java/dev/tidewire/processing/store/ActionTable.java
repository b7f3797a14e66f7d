package dev.tidewire.processing.store;

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
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code dead_letter_action}, and the letters that actions change. At most one action
 * runs at a time across all processes: it holds a lease, which each page renews. Every statement
 * can be repeated and counts a letter once.
 */
@ApplicationScoped
public class ActionTable {
  /** Longer than the time between two pages, retries included. */
  private static final String LEASE = "now() + interval '1 minute'";

  /** Maximum bytes of a page's letters, not counting the last letter. */
  private static final int PAGE_BYTES = 1 << 20;

  private static final String COUNT =
      """
      SELECT count(*) AS matched, count(*) FILTER (WHERE attempt >= %s::int) AS exhausted
      FROM dead_letter %s
      """;

  private static final String END_DEAD =
      """
      UPDATE dead_letter_action SET state = 'interrupted'
      WHERE state = 'running' AND lease_until < now()
      """;

  private static final String BEGIN =
      """
      INSERT INTO dead_letter_action AS a (kind, who, asked, state, matched, exhausted, lease_until)
      SELECT %%s::text, %%s::text, %%s::text::jsonb, 'running', matched, exhausted, %s
      FROM (%%s) AS counted
      ON CONFLICT DO NOTHING
      RETURNING %s
      """
          .formatted(LEASE, ActionRow.COLUMNS);

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
          .formatted(LEASE);

  private static final String END =
      """
      UPDATE dead_letter_action SET state = $2::text, finished_at = now()
      WHERE id = $1::bigint AND state = 'running'
      """;

  private static final String FIND =
      "SELECT %s FROM dead_letter_action AS a WHERE id = $1::bigint".formatted(ActionRow.COLUMNS);

  private static final String LIST =
      """
      SELECT %s FROM dead_letter_action AS a WHERE id < $1::bigint ORDER BY id DESC LIMIT $2::bigint
      """
          .formatted(ActionRow.COLUMNS);

  private final PromptDatabase database;
  private final int maxAttempts;

  ActionTable(PromptDatabase database, ProcessingConfig config) {
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

  /** Counts the letters of an order; changes nothing. */
  public Uni<Action.Tally> count(ActionOrder order) {
    Conditions conditions = open(order);
    return database
        .execute(counted(order, conditions), conditions.tuple())
        .map(rows -> rows.iterator().next())
        .map(row -> new Action.Tally(row.getLong(0), row.getLong(1), 0, 0));
  }

  /** Inserts a running action; empty when another one runs. */
  public Uni<Optional<Action>> begin(ActionOrder order) {
    Conditions conditions = open(order);
    String counted = counted(order, conditions);
    String sql =
        BEGIN.formatted(
            conditions.parameter(order.kind().code()),
            conditions.parameter(order.who()),
            conditions.parameter(order.asked()),
            counted);
    return database
        .execute(END_DEAD, Tuple.tuple())
        .chain(() -> database.execute(sql, conditions.tuple()))
        .map(rows -> rows.stream().map(row -> ActionRow.read(row, 0)).findFirst());
  }

  /**
   * The next open letters that existed when the action began, oldest failure first, without
   * exhausted ones. Reads their bytes only if the action needs them.
   *
   * @param behind the last letter of the page before, or null for the first page
   */
  public Uni<List<Letter>> next(
      Action action, ActionOrder order, @Nullable LetterPosition behind, int limit) {
    Conditions conditions = open(order).mirroredBefore(action.atMicros()).behind(behind);
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

  /** Records the end of a running action. */
  public Uni<Void> end(Action action, ActionState state) {
    return database.execute(END, Tuple.of(action.id(), state.code())).replaceWithVoid();
  }

  /** The action with this id. */
  public Uni<Optional<Action>> find(long id) {
    return database
        .execute(FIND, Tuple.of(id))
        .map(rows -> rows.stream().map(row -> ActionRow.read(row, 0)).findFirst());
  }

  /** The actions before this id, newest first. */
  public Uni<List<Action>> before(long id, int limit) {
    return database
        .execute(LIST, Tuple.of(id, (long) limit))
        .map(rows -> rows.stream().map(row -> ActionRow.read(row, 0)).toList());
  }

  private static Conditions open(ActionOrder order) {
    return Conditions.of(order.selection()).state(LetterState.OPEN);
  }

  private String counted(ActionOrder order, Conditions conditions) {
    int exhaustedFrom = order.kind() == ActionKind.REDRIVE ? maxAttempts : Integer.MAX_VALUE;
    String where = conditions.where();
    return COUNT.formatted(conditions.parameter(exhaustedFrom), where);
  }
}
