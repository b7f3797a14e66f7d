package dev.tidewire.query.answer;

import dev.tidewire.platform.access.SensorPatterns;
import dev.tidewire.query.render.Envelope;
import dev.tidewire.query.request.Limits;
import dev.tidewire.query.request.ReadingsRequest;
import dev.tidewire.query.series.Series;
import dev.tidewire.query.series.SeriesChoice;
import dev.tidewire.query.series.Visible;
import dev.tidewire.query.store.ReadingStore;
import dev.tidewire.query.store.SeriesDirectory;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers with the readings of a sensor. */
@Singleton
public class ReadingsAnswers {
  static final Envelope ENVELOPE = Envelope.of("readings");

  private final SeriesDirectory directory;
  private final ReadingStore store;
  private final RowAnswers rows;
  private final Limits limits;

  ReadingsAnswers(SeriesDirectory directory, ReadingStore store, RowAnswers rows, Limits limits) {
    this.directory = directory;
    this.store = store;
    this.rows = rows;
    this.limits = limits;
  }

  /** The readings, if the caller may see their sensor. */
  public Future<Answer> answer(ReadingsRequest request, SensorPatterns visible) {
    return directory.answer(
        new Visible(visible).names(Set.of(request.sensor())),
        request.filter(),
        found -> {
          Map<String, Series> known = found.getOrDefault(request.sensor(), Map.of());
          SeriesChoice choice =
              SeriesChoice.of(request.sensor(), request.filter(), known, limits.maxSeries());
          return choice instanceof SeriesChoice.Chosen chosen
              ? readings(request, chosen.series())
              : Answer.refused(((SeriesChoice.Refused) choice).problem());
        });
  }

  private Future<Answer> readings(ReadingsRequest request, List<Series> series) {
    return rows.answer(
        new ReadingRows(store, request, series), request.format(), ENVELOPE, request.limit());
  }
}
