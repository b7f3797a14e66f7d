package dev.tidewire.ingest.format;

import java.util.List;
import java.util.stream.Stream;

/** What a query says about the fields of readings, whatever their format. */
public record ReadingRules(SeriesDefaults defaults, TimeReader times) {
  /** The parameters that are read here. */
  public static final List<Parameter> PARAMETERS =
      Stream.concat(SeriesDefaults.PARAMETERS.stream(), TimeReader.PARAMETERS.stream()).toList();

  /** The rules of a request. */
  public static ReadingRules of(RequestFacts facts) {
    return new ReadingRules(SeriesDefaults.of(facts), TimeReader.of(facts));
  }
}
