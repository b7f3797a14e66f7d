package dev.tidewire.processing.letters;

import dev.tidewire.processing.mirror.Action;
import dev.tidewire.processing.mirror.ActionKind;
import dev.tidewire.processing.mirror.ActionState;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Objects;

/** Reads an action from a row. */
final class ActionRow {
  /**
   * Columns of {@code dead_letter_action AS a}. An action whose lease has run out is interrupted.
   */
  static final String COLUMNS =
      """
      a.id, a.kind, a.who, a.at, a.asked::text,
      CASE WHEN a.state = 'running' AND a.lease_until < now() THEN 'interrupted' ELSE a.state END,
      a.matched, a.exhausted, a.done, a.refused, a.finished_at, a.request_id\
      """;

  private ActionRow() {}

  static Action read(Row row, int at) {
    return new Action(
        row.getLong(at),
        ActionKind.ofCode(row.getString(at + 1)),
        row.getString(at + 2),
        Objects.requireNonNull(LetterRow.micros(row.getOffsetDateTime(at + 3))),
        row.getString(at + 4),
        ActionState.ofCode(row.getString(at + 5)),
        new Action.Tally(
            row.getLong(at + 6), row.getLong(at + 7), row.getLong(at + 8), row.getLong(at + 9)),
        LetterRow.micros(row.getOffsetDateTime(at + 10)),
        row.getUUID(at + 11));
  }
}
