package dev.tidewire.processing.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidewire.processing.mirror.LetterFilter;
import dev.tidewire.processing.mirror.LetterId;
import dev.tidewire.processing.mirror.Selection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads which dead letters the body of a redrive or discard selects. */
final class SelectionReader {
  private static final int MAX_IDS = 1_000;
  private static final Set<String> FILTER_MEMBERS =
      Set.of("reason", "sensor", "from", "to", "precision");

  private final JsonNode body;
  private final BodyErrors errors;

  SelectionReader(JsonNode body, BodyErrors errors) {
    this.body = body;
    this.errors = errors;
  }

  /**
   * The letters that the body selects, by their ids or by a filter.
   *
   * @param asked gets the selection as it is recorded with the action
   */
  Selection selection(ObjectNode asked) {
    boolean byIds = body.has("ids");
    if (byIds == body.has("filter")) {
      errors.reject("", "Give either `ids` or `filter`; a filter of {} means every open letter.");
      return new Selection.Ids(List.of());
    }
    if (byIds) {
      Selection.Ids ids = ids();
      ids.ids().forEach(id -> asked.withArray("ids").add(id.toString()));
      return ids;
    }
    asked.set("filter", body.get("filter"));
    return filter(body.get("filter"));
  }

  private Selection.Ids ids() {
    JsonNode array = body.get("ids");
    Set<LetterId> ids = new LinkedHashSet<>();
    if (!array.isArray() || array.isEmpty() || array.size() > MAX_IDS) {
      errors.reject("/ids", "It must be an array of 1 to " + MAX_IDS + " ids.");
      return new Selection.Ids(List.of());
    }
    for (int i = 0; i < array.size(); i++) {
      LetterId id = array.get(i).isTextual() ? LetterId.parse(array.get(i).textValue()) : null;
      if (id == null) {
        errors.reject(
            "/ids/" + i, "It must be the id of a dead letter, as in \"3-1742-1763805600000\".");
      } else {
        ids.add(id);
      }
    }
    return new Selection.Ids(List.copyOf(ids));
  }

  private LetterFilter filter(JsonNode filter) {
    if (!filter.isObject()) {
      errors.reject("/filter", "It must be an object.");
    } else {
      errors.rejectUnknown(filter, "/filter", FILTER_MEMBERS);
    }
    return new Values((name, detail) -> errors.reject("/filter/" + name, detail))
        .filter(
            text(filter, "reason"),
            text(filter, "sensor"),
            time(filter, "from"),
            time(filter, "to"),
            text(filter, "precision"));
  }

  private @Nullable String text(JsonNode filter, String name) {
    JsonNode value = filter.get(name);
    if (value != null && !value.isTextual()) {
      errors.reject("/filter/" + name, "It must be a string.");
    }
    return value == null ? null : value.textValue();
  }

  private @Nullable String time(JsonNode filter, String name) {
    JsonNode value = filter.get(name);
    return value != null && value.isNumber() ? value.asText() : text(filter, name);
  }
}
