package dev.tidewire.ingest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidewire.contract.Names;
import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.Quoted;
import dev.tidewire.ingest.format.ReadingRules;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.ingest.format.TimeReader;
import dev.tidewire.platform.text.NumberText;
import dev.tidewire.platform.text.Text;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object whose members are metrics, as devices send it: {@code {"temperature":21}}.
 * Members within members get dotted names ({@code ENERGY.Power}), elements of arrays their number;
 * those of {@code values} keep their names, as ThingsBoard has it. Booleans are 1 and 0. What is no
 * number is left out and counted: a device cannot know better.
 */
final class DeviceReader implements ItemReader {
  /** The names of the member that is the time of all others, in lower case. */
  static final Set<String> TIMES = Set.of("time", "ts", "timestamp");

  private static final String VALUES = "values";

  private final ReadingRules rules;
  private final ReadingSink sink;
  private final boolean isLenient;
  private final boolean isGuessed;
  private final TimeReader times;
  private final JsonTime time = new JsonTime();
  private final JsonNumber number = new JsonNumber();
  private final Text name = new Text();
  private final Text text = new Text();
  private final Text unit = new Text();
  private final Text tags = new Text();
  private final ReadingDraft draft;
  private int skipped;
  private boolean hasTime;

  /**
   * For one request.
   *
   * @param times also without an offset
   * @param isLenient whether texts that are numbers are read as such
   * @param isGuessed whether nobody has said that these are objects of devices, so that a member of
   *     a reading tells that they are none
   */
  DeviceReader(
      ReadingRules rules,
      TimeReader times,
      ReadingSink sink,
      boolean isLenient,
      boolean isGuessed) {
    this.rules = rules;
    this.sink = sink;
    this.isLenient = isLenient;
    this.isGuessed = isGuessed;
    this.times = times;
    this.draft = sink.begin();
  }

  @Override
  public TimeReader times() {
    return times;
  }

  @Override
  public @Nullable Violation read(JsonParser in, boolean hasTime) throws IOException {
    name.clear();
    unit.clear();
    skipped = 0;
    this.hasTime = hasTime;
    Violation violation = null;
    String first = in.currentName();
    for (; in.currentToken() != JsonToken.END_OBJECT; in.nextToken()) {
      String member = in.currentName();
      ItemReader.enterValue(in);
      if (violation == null && isGuessed && isOfReading(member)) {
        violation = JsonFaults.unknownOrOfAnotherShape(first);
      }
      if (violation != null) {
        in.skipChildren();
      } else if (TIMES.contains(member.toLowerCase(Locale.ROOT))) {
        violation = time(in, member);
      } else if (member.equals(VALUES) && in.currentToken() == JsonToken.START_OBJECT) {
        violation = value(in);
      } else {
        violation = member(in, member);
      }
    }
    return violation;
  }

  private static boolean isOfReading(String member) {
    JsonField field = JsonField.of(member);
    return field != null && field != JsonField.TIME && field != JsonField.VALUES;
  }

  private @Nullable Violation time(JsonParser in, String member) throws IOException {
    if (hasTime) {
      in.skipChildren();
      return JsonFaults.repeated("the time, here as " + Quoted.of(member), JsonPointers.of(member));
    }
    hasTime = true;
    return time.read(in, member, times, draft);
  }

  @Override
  public @Nullable Violation add() throws IOException {
    sink.skip(skipped);
    if (draft.size() == 0) {
      return null;
    }
    rules.defaults().fill(draft.sensor(), text, unit);
    Violation violation = sink.add();
    return violation == null ? JsonFaults.repeatedMetric(draft) : violation;
  }

  /** Reads the value of a member; returns what is wrong with it, or null. */
  private @Nullable Violation member(JsonParser in, String member) throws IOException {
    int length = name.length();
    if (length > 0) {
      name.append('.');
    }
    name.append(member);
    Violation violation = value(in);
    name.shorten(length);
    return violation;
  }

  private @Nullable Violation value(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case START_OBJECT, START_ARRAY -> children(in);
      case VALUE_TRUE -> measure(1);
      case VALUE_FALSE -> measure(0);
      case VALUE_NULL -> skip();
      case VALUE_STRING -> text(in);
      default -> {
        Violation violation =
            number.read(in, Quoted.of(name.toString()), JsonPointers.of(name.toString()));
        if (number.isInexact()) {
          draft.noteInexact();
        }
        yield violation == null ? measure(number.value()) : violation;
      }
    };
  }

  private @Nullable Violation children(JsonParser in) throws IOException {
    Violation violation = null;
    boolean isArray = in.currentToken() == JsonToken.START_ARRAY;
    for (int i = 0; !in.nextToken().isStructEnd(); i++) {
      String member = isArray ? Integer.toString(i) : in.currentName();
      if (!isArray) {
        in.nextToken();
      }
      if (violation == null) {
        violation = member(in, member);
      } else {
        in.skipChildren();
      }
    }
    return violation;
  }

  private @Nullable Violation text(JsonParser in) throws IOException {
    if (!isLenient || in.getTextLength() > JsonFaults.MAX_TEXT) {
      return skip();
    }
    text.set(in.getTextCharacters(), in.getTextOffset(), in.getTextLength());
    double value = NumberText.parse(text);
    text.clear();
    return Double.isFinite(value) ? measure(value) : skip();
  }

  private @Nullable Violation measure(double value) {
    if (draft.size() == JsonValues.MAX_METRICS) {
      return new Violation(
          "", "an object must have at most %d metrics".formatted(JsonValues.MAX_METRICS));
    }
    if (name.length() > Names.MAX_METRIC_BYTES) {
      return new Violation(
          "",
          "metric must be at most %d bytes of UTF-8, but %s has %d characters"
              .formatted(Names.MAX_METRIC_BYTES, Quoted.of(name.toString()), name.length()));
    }
    draft.measure(value, unit, tags).set(name);
    return null;
  }

  private @Nullable Violation skip() {
    skipped++;
    return null;
  }
}
