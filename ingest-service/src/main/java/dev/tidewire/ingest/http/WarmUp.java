package dev.tidewire.ingest.http;

import dev.tidewire.ingest.batch.ReceiptTimes;
import dev.tidewire.ingest.batch.SeriesCatalog;
import dev.tidewire.ingest.coding.Coding;
import dev.tidewire.ingest.fairness.Share;
import dev.tidewire.ingest.format.RequestFacts;
import dev.tidewire.ingest.intake.BodyReader;
import dev.tidewire.ingest.intake.BriefEffort;
import dev.tidewire.ingest.intake.ParseOutcome;
import dev.tidewire.ingest.intake.TimeLimits;
import dev.tidewire.ingest.json.NdjsonFormat;
import dev.tidewire.ingest.labels.LabelNaming;
import dev.tidewire.platform.access.SensorPatterns;
import dev.tidewire.platform.text.KeyedHash;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Loads code in the background that the first request would otherwise load on its event loop, where
 * that can take a second.
 */
@Singleton
class WarmUp {
  private static final Logger LOG = Logger.getLogger(WarmUp.class);

  /** Parsing and encoding it needs the code that most bodies need. */
  private static final byte[] BODY =
      """
      {"sensor":"s","time":"2026-11-22T10:00:00Z","value":1.5,"unit":"Cel","tags":{"t":"u"}}
      """
          .getBytes(StandardCharsets.UTF_8);

  void start(@Observes StartupEvent event, Vertx vertx) {
    vertx
        .executeBlocking(WarmUp::parse, false)
        .onFailure(cause -> LOG.warn("The first requests will be slow", cause));
  }

  private static ParseOutcome parse() {
    TimeLimits anyTime = new TimeLimits(Instant.EPOCH, Optional.empty(), Duration.ofDays(36_500));
    RequestFacts facts = new RequestFacts("/", Map.of(), Map.of(), 0);
    return new BodyReader(
            new SeriesCatalog(1, new KeyedHash()), new ReceiptTimes(), anyTime, BODY.length, 1)
        .read(
            new ByteArrayInputStream(BODY),
            Coding.IDENTITY,
            new NdjsonFormat(new LabelNaming(List.of())),
            facts,
            Share.unlimited(SensorPatterns.ALL),
            new BriefEffort(Duration.ofDays(1), System::nanoTime));
  }
}
