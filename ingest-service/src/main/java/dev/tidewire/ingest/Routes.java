package dev.tidewire.ingest;

import dev.tidewire.ingest.answer.ProblemStyle;
import dev.tidewire.ingest.csv.CsvFormat;
import dev.tidewire.ingest.json.JsonFormat;
import dev.tidewire.ingest.json.NdjsonFormat;
import dev.tidewire.ingest.route.Route;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Where readings are sent: each route with its formats and its style of answer. */
@Singleton
class Routes {
  @Produces
  @Singleton
  Route readings() {
    return new Route(
        "sendReadings",
        "/v1/readings",
        new ProblemStyle(),
        new JsonFormat(),
        new NdjsonFormat(),
        new CsvFormat());
  }
}
