package dev.tidewire.processing.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.query.Parsed;
import dev.tidewire.processing.mirror.ActionKind;
import dev.tidewire.processing.mirror.ActionOrder;
import dev.tidewire.processing.mirror.LetterFilter;
import dev.tidewire.processing.mirror.LetterId;
import dev.tidewire.processing.mirror.Selection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the body of a redrive or discard, and gathers everything that is wrong with it. */
final class OrderReader {
  static final int MAX_IDS = 1_000;

  private static final int MAX_WHO_CHARS = 100;
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");
  private static final Set<String> MEMBERS =
      Set.of("ids", "filter", "dryRun", "ratePerSecond", "who");
  private static final Set<String> FILTER_MEMBERS = Set.of("reason", "sensor", "from", "to");
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private final JsonNode body;
  private final List<ItemError> errors = new ArrayList<>();

  private OrderReader(JsonNode body) {
    this.body = body;
  }

  /** Reads the order in a body of JSON. */
  static Parsed<ActionOrder> parse(ActionKind kind, byte @Nullable [] body, int rate, int maxRate) {
    try {
      JsonNode json = body == null ? null : JSON.readTree(body);
      if (json == null || !json.isObject()) {
        return rejected(
            ProblemType.INVALID_REQUEST,
            "The body must be a JSON object with `who`, and `ids` or `filter`.");
      }
      return new OrderReader(json).order(kind, rate, maxRate);
    } catch (IOException malformed) {
      return rejected(ProblemType.UNREADABLE_BODY, "The body is not valid JSON.");
    }
  }

  private static Parsed<ActionOrder> rejected(ProblemType type, String detail) {
    return new Parsed.Rejected<>(Problem.of(type, List.of(ItemError.ofPointer("", detail))));
  }

  private Parsed<ActionOrder> order(ActionKind kind, int rate, int maxRate) {
    refuseOthers(body, "", MEMBERS);
    ObjectNode asked = JsonNodeFactory.instance.objectNode();
    Selection selection = selection(asked);
    String who = who();
    boolean dryRun = dryRun();
    int ratePerSecond = ratePerSecond(rate, maxRate);
    asked.put("ratePerSecond", ratePerSecond);
    return errors.isEmpty()
        ? new Parsed.Accepted<>(
            new ActionOrder(kind, selection, asked.toString(), who, dryRun, ratePerSecond))
        : new Parsed.Rejected<>(Problem.of(ProblemType.INVALID_REQUEST, errors));
  }

  private void reject(String pointer, String detail) {
    errors.add(ItemError.ofPointer(pointer, detail));
  }

  private void refuseOthers(JsonNode object, String pointer, Set<String> known) {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                String escaped = name.replace("~", "~0").replace("/", "~1");
                reject(
                    pointer + "/" + escaped,
                    "This member is not known here; known are "
                        + String.join(", ", known.stream().sorted().toList())
                        + ".");
              }
            });
  }

  private Selection selection(ObjectNode asked) {
    boolean byIds = body.has("ids");
    if (byIds == body.has("filter")) {
      reject("", "Give either `ids` or `filter`; a filter of {} means every open letter.");
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
    List<LetterId> ids = new ArrayList<>();
    if (!array.isArray() || array.isEmpty() || array.size() > MAX_IDS) {
      reject("/ids", "It must be an array of 1 to " + MAX_IDS + " ids.");
      return new Selection.Ids(ids);
    }
    for (int i = 0; i < array.size(); i++) {
      LetterId id = array.get(i).isTextual() ? LetterId.parse(array.get(i).textValue()) : null;
      if (id == null) {
        reject("/ids/" + i, "It must be the id of a dead letter, as in \"3-1742\".");
      } else {
        ids.add(id);
      }
    }
    return new Selection.Ids(ids);
  }

  private LetterFilter filter(JsonNode filter) {
    if (!filter.isObject()) {
      reject("/filter", "It must be an object.");
    } else {
      refuseOthers(filter, "/filter", FILTER_MEMBERS);
    }
    return new Values((name, detail) -> reject("/filter/" + name, detail))
        .filter(
            text(filter, "reason"),
            text(filter, "sensor"),
            time(filter, "from"),
            time(filter, "to"));
  }

  private @Nullable String text(JsonNode filter, String name) {
    JsonNode value = filter.get(name);
    if (value != null && !value.isTextual()) {
      reject("/filter/" + name, "It must be a string.");
    }
    return value == null ? null : value.textValue();
  }

  private @Nullable String time(JsonNode filter, String name) {
    JsonNode value = filter.get(name);
    return value != null && value.isIntegralNumber() ? value.asText() : text(filter, name);
  }

  private String who() {
    JsonNode who = body.path("who");
    String name = who.isTextual() ? who.textValue().strip() : "";
    boolean valid =
        !name.isEmpty()
            && name.codePointCount(0, name.length()) <= MAX_WHO_CHARS
            && !UNPRINTABLE.matcher(name).find();
    if (!valid) {
      reject(
          "/who",
          "It is required: a string of 1 to %d characters that tells who does this."
              .formatted(MAX_WHO_CHARS));
    }
    return name;
  }

  private boolean dryRun() {
    JsonNode dryRun = body.path("dryRun");
    if (!dryRun.isMissingNode() && !dryRun.isBoolean()) {
      reject("/dryRun", "It must be true or false.");
    }
    return dryRun.asBoolean(false);
  }

  private int ratePerSecond(int absent, int max) {
    JsonNode rate = body.path("ratePerSecond");
    if (rate.isMissingNode()) {
      return absent;
    }
    if (!rate.isInt() || rate.intValue() < 1 || rate.intValue() > max) {
      reject("/ratePerSecond", "It must be a whole number from 1 to " + max + ".");
      return absent;
    }
    return rate.intValue();
  }
}
