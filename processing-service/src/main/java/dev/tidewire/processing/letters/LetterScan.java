package dev.tidewire.processing.letters;

import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.mirror.Action;
import dev.tidewire.processing.mirror.ActionKind;
import dev.tidewire.processing.mirror.ActionOrder;
import dev.tidewire.processing.mirror.LetterFilter;
import dev.tidewire.processing.mirror.LetterId;
import dev.tidewire.processing.mirror.Selection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Finds the open letters of an order, in the order of the records that failed: by the partition and
 * offset of the record, then by the place of the reading in it, then by the time of the letter,
 * which puts the letters of a dead-letter topic that is gone before those of the next. A statement
 * looks at a bounded number of open letters, whatever the selection is and however many letters
 * there are.
 */
@ApplicationScoped
public class LetterScan {
  /** The open letters that a statement looks at. */
  private static final int STRETCH = 2_000;

  /**
   * Open, as the index {@code dead_letter_open_by_time} says it, so that the planner takes that
   * index.
   */
  private static final String OPEN = "state NOT IN ('redriven', 'discarded')";

  /**
   * As the index {@code dead_letter_open_by_time} has it. Letters of other programs name no record.
   */
  static final String ORDER =
      """
      coalesce(source_partition, -1), coalesce(source_offset, -1), source_position, \
      letter_millis, letter_partition, letter_offset\
      """;

  private static final String SCANNED =
      """
      SELECT *, row_number() OVER (ORDER BY p, o, source_position, letter_millis, letter_partition, letter_offset) AS n
      FROM (SELECT coalesce(source_partition, -1) AS p, coalesce(source_offset, -1) AS o, source_position,
                   letter_millis, letter_partition, letter_offset, (%%s) IS TRUE AS matches, attempt >= %%s::int AS exhausted
            FROM dead_letter
            WHERE %3$s AND (%1$s) > (%%s) %%s
            ORDER BY %1$s
            LIMIT %2$d) AS stretch\
      """
          .formatted(ORDER, STRETCH, OPEN);

  private static final String PLACE =
      "p, o, source_position, letter_millis, letter_partition, letter_offset, n";

  private static final String NEXT =
      """
      SELECT %s, matches AND NOT exhausted
      FROM (%%s) AS scanned
      WHERE matches AND NOT exhausted OR n = %d
      ORDER BY n
      """
          .formatted(PLACE, STRETCH);

  private static final String COUNT =
      """
      SELECT %s, count(*) FILTER (WHERE matches) OVER (),
             count(*) FILTER (WHERE matches AND exhausted) OVER ()
      FROM (%%s) AS scanned
      ORDER BY n DESC
      LIMIT 1
      """
          .formatted(PLACE);

  private static final int AFTER_PLACE = 7;

  private final PromptDatabase database;
  private final int maxAttempts;

  LetterScan(PromptDatabase database, ProcessingConfig config) {
    this.database = database;
    this.maxAttempts = config.deadLetters().maxAttempts();
  }

  /** A place in the order, after which a scan goes on. */
  public record Place(int sourcePartition, long sourceOffset, int sourcePosition, LetterId id) {
    /** Before every letter. */
    public static final Place START =
        new Place(Integer.MIN_VALUE, Long.MIN_VALUE, Integer.MIN_VALUE, new LetterId(0, 0, 0));
  }

  /**
   * Some of the letters.
   *
   * @param next where to go on, or null when there are no more
   */
  public record Stretch(List<LetterId> letters, @Nullable Place next) {}

  private record Count(long matched, long exhausted, @Nullable Place next) {
    static final Count NONE = new Count(0, 0, Place.START);

    Count plus(Count more) {
      return new Count(matched + more.matched, exhausted + more.exhausted, more.next);
    }
  }

  /** Counts the letters; changes nothing. */
  public Uni<Action.Tally> count(ActionOrder order) {
    return Multi.createBy()
        .repeating()
        .uni(
            () -> new AtomicReference<>(Count.NONE),
            sum -> count(order, Objects.requireNonNull(sum.get())).invoke(sum::set))
        .whilst(sum -> sum.next() != null)
        .collect()
        .last()
        .map(sum -> new Action.Tally(sum.matched(), sum.exhausted(), 0, 0));
  }

  private Uni<Count> count(ActionOrder order, Count before) {
    Conditions conditions = conditions(order.selection());
    String sql = COUNT.formatted(scanned(order, conditions, Objects.requireNonNull(before.next())));
    return database
        .execute(sql, conditions.tuple())
        .map(rows -> rows.stream().map(LetterScan::count).findFirst())
        .map(more -> before.plus(more.orElse(new Count(0, 0, null))));
  }

  private static Count count(Row row) {
    return new Count(row.getLong(AFTER_PLACE), row.getLong(AFTER_PLACE + 1), next(row));
  }

  /**
   * The next letters that existed when the action began, without exhausted ones.
   *
   * @param from where the stretch before has ended
   */
  public Uni<Stretch> next(Action action, ActionOrder order, Place from) {
    Conditions conditions = conditions(order.selection()).mirroredBefore(action.atMicros());
    String sql = NEXT.formatted(scanned(order, conditions, from));
    return database
        .execute(sql, conditions.tuple())
        .map(
            rows -> {
              List<LetterId> letters = new ArrayList<>(rows.size());
              Place next = null;
              for (Row row : rows) {
                if (row.getBoolean(AFTER_PLACE)) {
                  letters.add(place(row).id());
                }
                next = next(row);
              }
              return new Stretch(letters, next);
            });
  }

  private static Conditions conditions(Selection selection) {
    return selection instanceof LetterFilter filter ? Conditions.of(filter) : new Conditions();
  }

  private String scanned(ActionOrder order, Conditions conditions, Place from) {
    int exhaustedFrom = order.kind() == ActionKind.REDRIVE ? maxAttempts : Integer.MAX_VALUE;
    return SCANNED.formatted(
        conditions.all(),
        conditions.parameter(exhaustedFrom),
        conditions.after(from),
        order.selection() instanceof Selection.Ids ids ? "AND " + conditions.among(ids.ids()) : "");
  }

  private static @Nullable Place next(Row row) {
    return row.getLong(AFTER_PLACE - 1) < STRETCH ? null : place(row);
  }

  private static Place place(Row row) {
    return new Place(
        row.getInteger(0),
        row.getLong(1),
        row.getInteger(2),
        new LetterId(row.getInteger(4), row.getLong(5), row.getLong(3)));
  }
}
