package dev.tidewire.processing.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
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
import dev.tidewire.platform.text.JsonFault;
import dev.tidewire.processing.mirror.ActionKind;
import dev.tidewire.processing.mirror.ActionOrder;
import dev.tidewire.processing.mirror.Selection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the body of a redrive or discard, and gathers everything that is wrong with it. */
final class OrderReader {
  private static final int MAX_WHO_CHARS = 100;
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Cf}]");
  private static final Set<String> MEMBERS =
      Set.of("ids", "filter", "dryRun", "ratePerSecond", "who");
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private final JsonNode body;
  private final BodyErrors errors = new BodyErrors();

  private final @Nullable String caller;

  private OrderReader(JsonNode body, @Nullable String caller) {
    this.body = body;
    this.caller = caller;
  }

  /**
   * Reads the order in a body of JSON.
   *
   * @param caller who orders it, or null if only the body tells
   */
  static Parsed<ActionOrder> parse(
      ActionKind kind, byte @Nullable [] body, @Nullable String caller, int rate, int maxRate) {
    try {
      JsonNode json = body == null ? null : JSON.readTree(body);
      if (json == null || !json.isObject()) {
        return rejected(
            ProblemType.INVALID_REQUEST,
            "The body must be a JSON object with `ids` or `filter`, and `who`.");
      }
      return new OrderReader(json, caller).order(kind, rate, maxRate);
    } catch (JsonProcessingException malformed) {
      JsonLocation at = malformed.getLocation();
      return rejected(
          ProblemType.UNREADABLE_BODY,
          "The body is not valid JSON from line %d, column %d on: %s."
              .formatted(at.getLineNr(), at.getColumnNr(), JsonFault.detail(malformed)));
    } catch (IOException unexpected) {
      throw new UncheckedIOException("a body in memory cannot fail to be read", unexpected);
    }
  }

  private static Parsed<ActionOrder> rejected(ProblemType type, String detail) {
    return new Parsed.Rejected<>(Problem.of(type, List.of(ItemError.ofPointer("", detail))));
  }

  private Parsed<ActionOrder> order(ActionKind kind, int rate, int maxRate) {
    errors.rejectUnknown(body, "", MEMBERS);
    ObjectNode asked = JsonNodeFactory.instance.objectNode();
    Selection selection = new SelectionReader(body, errors).selection(asked);
    String who = who(asked);
    boolean dryRun = dryRun();
    int ratePerSecond = ratePerSecond(rate, maxRate);
    asked.put("ratePerSecond", ratePerSecond);
    return errors.finish(
        () -> new ActionOrder(kind, selection, asked.toString(), who, dryRun, ratePerSecond));
  }

  /** A caller that is known does it, whatever the body says, which is kept as it is. */
  private String who(ObjectNode asked) {
    if (caller == null) {
      return name();
    }
    if (body.has("who")) {
      asked.put("who", name());
    }
    return caller;
  }

  private String name() {
    JsonNode who = body.path("who");
    String name = who.isTextual() ? who.textValue().strip() : "";
    boolean valid =
        !name.isEmpty()
            && name.codePointCount(0, name.length()) <= MAX_WHO_CHARS
            && !UNPRINTABLE.matcher(name).find();
    if (!valid) {
      errors.reject(
          "/who",
          (caller == null ? "It is required: a" : "It must be a")
              + " string of 1 to %d characters, all of them visible, that tells who does this."
                  .formatted(MAX_WHO_CHARS));
    }
    return name;
  }

  private boolean dryRun() {
    JsonNode dryRun = body.path("dryRun");
    if (!dryRun.isMissingNode() && !dryRun.isBoolean()) {
      errors.reject("/dryRun", "It must be true or false.");
    }
    return dryRun.asBoolean(false);
  }

  private int ratePerSecond(int absent, int max) {
    JsonNode rate = body.path("ratePerSecond");
    if (rate.isMissingNode()) {
      return absent;
    }
    if (!rate.isInt() || rate.intValue() < 1 || rate.intValue() > max) {
      errors.reject("/ratePerSecond", "It must be a whole number from 1 to " + max + ".");
      return absent;
    }
    return rate.intValue();
  }
}
