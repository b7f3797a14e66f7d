package dev.tidewire.bench.sizing;

import dev.tidewire.bench.machine.Part;
import dev.tidewire.bench.measure.StoreFigures;

/**
 * What one reading costs, on its way from HTTP to the table.
 *
 * @param ingestMicros microseconds of ingest's CPU; so for the others
 * @param kafkaMicros of a broker, for one copy
 * @param topicBytes of one copy on the readings topic
 * @param walBytes written to the database's log
 * @param tableBytes in the table and its index
 */
public record Costs(
    double ingestMicros,
    double kafkaMicros,
    double processingMicros,
    double postgresMicros,
    double topicBytes,
    double walBytes,
    double tableBytes) {

  /** As measured, to the hundredth: whoever calculates with what is printed gets the same. */
  public static Costs of(StoreFigures figures) {
    return new Costs(
        rounded(figures.stored().cpu(Part.INGEST)),
        rounded(figures.stored().cpu(Part.KAFKA)),
        rounded(figures.stored().cpu(Part.PROCESSING)),
        rounded(figures.stored().cpu(Part.POSTGRES)),
        rounded(figures.space().topicBytes()),
        rounded(figures.space().walBytes()),
        rounded(figures.space().tableBytes()));
  }

  private static double rounded(double number) {
    return Math.round(number * 100) / 100.0;
  }
}
