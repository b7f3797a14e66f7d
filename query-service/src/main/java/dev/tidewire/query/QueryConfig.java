package dev.tidewire.query;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the query service. {@link StartupCheck} refuses values outside the bounds. */
@ConfigMapping(prefix = "tidewire.query")
public interface QueryConfig {
  /** Pages of the list of sensors and of readings as JSON. */
  Page page();

  /** Answers as NDJSON and CSV. */
  Stream stream();

  /** Most sensors, and most metrics, that one request may name or touch: 1 to 10000. */
  @WithDefault("500")
  int maxSeries();

  /** What is remembered of series, so that a reading's unit costs no query. */
  SeriesCache seriesCache();

  /** How long, and how many, queries may wait for the database. */
  Database database();

  /** Pages of the list of sensors and of readings as JSON. */
  interface Page {
    /** Items of a page when the request does not say: 1 to {@code max-size}. */
    @WithDefault("1000")
    int defaultSize();

    /** Most items of a page: 1 to 100000. A page is built in memory. */
    @WithDefault("10000")
    int maxSize();
  }

  /** Answers as NDJSON and CSV. */
  interface Stream {
    /** Readings fetched and sent at a time: 100 to 10000. The memory of a stream is one fetch. */
    @WithDefault("2000")
    int fetchSize();

    /** Streams at the same time: 1 to 1000. One more is answered 503. */
    @WithDefault("32")
    int maxConcurrent();
  }

  /** What is remembered of series, so that a reading's unit costs no query. */
  interface SeriesCache {
    /** How long a changed unit may go unseen: 0s to 1h. */
    @WithDefault("30s")
    Duration ttl();

    /** Most series remembered: 0 to 10000000. */
    @WithDefault("100000")
    long maxSize();
  }

  /** How long, and how many, queries may wait for the database. */
  interface Database {
    /** When a query without an answer is given up with 503, waiting included: 100ms to 60s. */
    @WithDefault("2s")
    Duration deadline();

    /** Queries that may wait for a connection: 1 to 10000. One more is answered 503. */
    @WithDefault("64")
    int maxWaiting();
  }
}
