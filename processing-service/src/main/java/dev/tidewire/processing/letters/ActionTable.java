package dev.tidewire.processing.letters;

import dev.tidewire.processing.mirror.Action;
import dev.tidewire.processing.mirror.ActionOrder;
import dev.tidewire.processing.mirror.ActionState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The table {@code dead_letter_action}. At most one action runs at a time across all processes: it
 * holds a lease, which each of its pages renews. Every statement can be repeated.
 */
@ApplicationScoped
public class ActionTable {
  /** Longer than the time between two pages, retries included. */
  public static final Duration LEASE_TIME = Duration.ofMinutes(1);

  static final String LEASE = "now() + interval '%d seconds'".formatted(LEASE_TIME.toSeconds());

  private static final String END_DEAD =
      """
      UPDATE dead_letter_action SET state = 'interrupted'
      WHERE state = 'running' AND lease_until < now()
      """;

  private static final String INSERT =
      """
      INSERT INTO dead_letter_action AS a
        (request_id, kind, who, asked, matched, exhausted, state, lease_until, finished_at)
      VALUES ($1::uuid, $2::text, $3::text, $4::text::jsonb, $5::bigint, $6::bigint,
      """;

  private static final String BEGIN =
      """
      %s 'running', %s, NULL)
      ON CONFLICT DO NOTHING
      RETURNING %s
      """
          .formatted(INSERT, LEASE, ActionRow.COLUMNS);

  private static final String WITHDRAW =
      """
      %s 'interrupted', now(), now())
      ON CONFLICT (request_id) DO UPDATE SET state = 'interrupted', finished_at = now()
      WHERE a.state = 'running'
      """
          .formatted(INSERT);

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

  ActionTable(PromptDatabase database) {
    this.database = database;
  }

  /**
   * Inserts a running action; empty when another one runs.
   *
   * @param request identifies it until it has an id: the record of its order
   */
  public Uni<Optional<Action>> begin(UUID request, ActionOrder order, Action.Tally tally) {
    return database
        .execute(END_DEAD, Tuple.tuple())
        .chain(() -> database.execute(BEGIN, values(request, order, tally)))
        .map(rows -> rows.stream().map(row -> ActionRow.read(row, 0)).findFirst());
  }

  /**
   * Interrupts the action of this request, if it has begun; if it has not, it never will, even when
   * the statement that begins it is still on its way.
   */
  public Uni<Void> withdraw(UUID request, ActionOrder order, Action.Tally tally) {
    return database.execute(WITHDRAW, values(request, order, tally)).replaceWithVoid();
  }

  private static Tuple values(UUID request, ActionOrder order, Action.Tally tally) {
    return Tuple.of(
        request,
        order.kind().code(),
        order.who(),
        order.asked(),
        tally.matched(),
        tally.exhausted());
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
}
