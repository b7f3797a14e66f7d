package dev.tidewire.processing.letters;

import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.mirror.Action;
import dev.tidewire.processing.mirror.ActionKind;
import dev.tidewire.processing.mirror.ActionOrder;
import dev.tidewire.processing.mirror.ActionState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * The table {@code dead_letter_action}. At most one action runs at a time across all processes: it
 * holds a lease, which each of its pages renews. Every statement can be repeated.
 */
@ApplicationScoped
public class ActionTable {
  /** Longer than the time between two pages, retries included. */
  static final String LEASE = "now() + interval '1 minute'";

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

  /** Counts the letters of an order; changes nothing. */
  public Uni<Action.Tally> count(ActionOrder order) {
    Conditions conditions = Conditions.open(order.selection());
    return database
        .execute(counted(order, conditions), conditions.tuple())
        .map(rows -> rows.iterator().next())
        .map(row -> new Action.Tally(row.getLong(0), row.getLong(1), 0, 0));
  }

  /** Inserts a running action; empty when another one runs. */
  public Uni<Optional<Action>> begin(ActionOrder order) {
    Conditions conditions = Conditions.open(order.selection());
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

  private String counted(ActionOrder order, Conditions conditions) {
    int exhaustedFrom = order.kind() == ActionKind.REDRIVE ? maxAttempts : Integer.MAX_VALUE;
    String where = conditions.where();
    return COUNT.formatted(conditions.parameter(exhaustedFrom), where);
  }
}
