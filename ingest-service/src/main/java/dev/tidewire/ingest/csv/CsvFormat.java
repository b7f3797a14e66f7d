package dev.tidewire.ingest.csv;

import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.format.LineReader;
import dev.tidewire.ingest.format.MediaType;
import dev.tidewire.ingest.format.Parameter;
import dev.tidewire.ingest.format.ReadingRules;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.ingest.format.RequestFacts;
import dev.tidewire.ingest.format.TimeReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A header, then lines of one reading each, or of one for each column. */
public final class CsvFormat implements Format {
  private static final List<Parameter> PARAMETERS =
      Stream.of(ReadingRules.PARAMETERS, List.of(TimeReader.FORMAT), DialectParameters.ALL)
          .flatMap(List::stream)
          .toList();

  @Override
  public List<String> mediaTypes() {
    return List.of("text/csv");
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public @Nullable String refusal(MediaType type) {
    return type.parameter("header", "present").equals("absent")
        ? "A CSV body needs a header, which names its columns, such as time,value: put it before the"
            + " first line, and say header=present or nothing. Or say nothing, and name the columns"
            + " by ?header=false&columns=time,value."
        : Format.super.refusal(type);
  }

  @Override
  public void read(InputStream body, RequestFacts facts, ReadingSink sink) throws IOException {
    Dialect said = DialectParameters.of(facts);
    byte[] beginning = body.readNBytes(FirstLines.BYTES);
    Recognition recognition = Recognition.of(said, beginning);
    Map<String, String> told = untold(recognition.told(), facts);
    told.forEach(sink::recognised);
    LineReader lines =
        beginning.length < FirstLines.BYTES
            ? new LineReader(beginning)
            : new LineReader(beginning, body);
    try {
      new CsvBody(
              recognition.dialect(),
              told.containsKey("comment"),
              ReadingRules.of(facts.withDefaults(told)),
              sink)
          .read(lines);
    } catch (BodyRefusedException e) {
      throw told.isEmpty() ? e : e.explained(sentence(told));
    }
  }

  /** What the query does not say itself. */
  private static Map<String, String> untold(Map<String, String> told, RequestFacts facts) {
    if (told.isEmpty()) {
      return told;
    }
    Map<String, String> untold = new LinkedHashMap<>(told);
    untold.keySet().removeAll(facts.parameters().keySet());
    return untold;
  }

  private static String sentence(Map<String, String> told) {
    return told.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(", ", "Recognised was ", "."));
  }
}
