package dev.tidewire.ingest.push;

import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.format.Parameter;
import dev.tidewire.ingest.format.Quoted;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.ingest.format.RequestFacts;
import dev.tidewire.ingest.format.TimeReader;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.text.NumberText;
import dev.tidewire.platform.text.Text;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Readings of one sensor in the query of a URL, for devices that can only get pages: {@code
 * ?sensor=boiler-7&temperature=21.4}. What is no parameter is a metric.
 */
public final class PushFormat implements Format {
  private static final Parameter TIME = new Parameter("time", value -> null);

  private static final List<Parameter> PARAMETERS =
      Stream.concat(
              Stream.of(Parameter.SENSOR, Parameter.UNIT, TIME), TimeReader.PARAMETERS.stream())
          .toList();

  private final boolean isOn;
  private final Set<String> reserved;

  /**
   * Reads queries.
   *
   * @param isOn whether they are accepted
   * @param ofAnswer parameters that are no metrics either
   */
  public PushFormat(boolean isOn, List<Parameter> ofAnswer) {
    this.isOn = isOn;
    this.reserved =
        Stream.of(PARAMETERS, ofAnswer, List.of(Parameter.DRY_RUN))
            .flatMap(List::stream)
            .map(Parameter::name)
            .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public List<String> mediaTypes() {
    return List.of();
  }

  @Override
  public boolean readsAnyType() {
    return true;
  }

  @Override
  public boolean isText() {
    return false;
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public boolean takesOtherParameters() {
    return true;
  }

  @Override
  public void read(InputStream body, RequestFacts facts, ReadingSink sink) throws IOException {
    if (!isOn) {
      throw new BodyRefusedException(
          ProblemType.NOT_FOUND,
          "Readings are not accepted by GET here. tidewire.ingest.push-by-get=true makes ingest accept them.");
    }
    if (body.read() >= 0) {
      throw new BodyRefusedException(
          ProblemType.UNREADABLE_BODY, "A GET has its readings in the URL, and no body.");
    }
    String sensor = facts.parameter(Parameter.SENSOR, "");
    Map<String, String> metrics = new TreeMap<>(facts.parameters());
    metrics.keySet().removeAll(reserved);
    if (sensor.isEmpty() || metrics.isEmpty()) {
      throw new BodyRefusedException(
          ProblemType.INVALID_PARAMETER,
          "The URL must name a sensor and at least one metric, like ?sensor=boiler-7&temperature=21.4.");
    }
    read(metrics, facts, sink);
  }

  private void read(Map<String, String> metrics, RequestFacts facts, ReadingSink sink)
      throws IOException {
    ReadingDraft draft = sink.begin();
    draft.sensor().set(facts.parameter(Parameter.SENSOR, ""));
    Text unit = text(facts.parameter(Parameter.UNIT, ""));
    List<String> good = new ArrayList<>();
    for (Map.Entry<String, String> metric : metrics.entrySet()) {
      if (measure(metric.getKey(), text(metric.getValue()), unit, draft)) {
        good.add(metric.getKey());
      } else {
        sink.reject(
            "it must be a number like 21.4, but is " + Quoted.of(metric.getValue()),
            new Position.Parameter(metric.getKey()));
      }
    }
    String violation = good.isEmpty() ? null : add(draft, facts, sink);
    if (violation != null) {
      for (String metric : good) {
        sink.reject(violation, new Position.Parameter(metric));
      }
    }
  }

  private static boolean measure(String metric, Text value, Text unit, ReadingDraft draft) {
    double number = NumberText.parse(value);
    if (!Double.isFinite(number)) {
      return false;
    }
    if (NumberText.mayBeInexact(number) && !NumberText.isExact(value, number)) {
      draft.noteInexact();
    }
    draft.measure(number, unit, new Text()).set(metric);
    return true;
  }

  private static @Nullable String add(ReadingDraft draft, RequestFacts facts, ReadingSink sink)
      throws IOException {
    String time = facts.parameter(TIME, "");
    String violation = time.isEmpty() ? null : TimeReader.of(facts).read(text(time), draft);
    if (violation != null) {
      return violation;
    }
    Violation ofDraft = sink.add();
    return ofDraft == null ? null : ofDraft.detail();
  }

  private static Text text(String value) {
    Text text = new Text();
    text.set(value);
    return text;
  }
}
