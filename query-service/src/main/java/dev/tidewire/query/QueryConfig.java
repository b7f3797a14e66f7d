package dev.tidewire.query;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the query service. {@link ConfigCheck} refuses values outside the bounds. */
@ConfigMapping(prefix = "tidewire.query")
public interface QueryConfig {
  /** Pages of lists as JSON. */
  Page page();

  /** Answers as NDJSON and CSV. */
  Stream stream();

  /**
   * Maximum number of sensors, of metrics and of sensors times metrics that one request may name,
   * and of series that it may read: 1 to 10000.
   */
  @WithDefault("500")
  int maxSeries();

  /** The cache of series, so that the unit of a reading costs no query. */
  SeriesCache seriesCache();

  /** How long queries may wait for the database, and how many. */
  Database database();

  /** Requests that wait until something is stored. */
  Waiting waiting();

  /** Requests that wait until something is stored. */
  interface Waiting {
    /**
     * How long a request with {@code Tidewire-After} waits at most when it does not say how long
     * with {@code Prefer: wait}: 0s to {@code max-time}.
     */
    @WithDefault("5s")
    Duration defaultTime();

    /** How long a request may wait at most: 0s to 60s. */
    @WithDefault("30s")
    Duration maxTime();

    /**
     * How many requests may wait: 0 to 10000; those of one client a quarter of it. One more is
     * answered at once what is so: 503 if not all is stored.
     */
    @WithDefault("250")
    int maxRequests();
  }

  /** Pages of lists as JSON. */
  interface Page {
    /** Items of a page when the request does not set `limit`: 1 to {@code max-size}. */
    @WithDefault("1000")
    int defaultSize();

    /** Maximum number of items of a page: 1 to 100000. A page is built in memory. */
    @WithDefault("10000")
    int maxSize();

    /**
     * Bytes of pages that clients have asked for and not taken yet, of all clients: from 8M. One
     * more page of over 4 KiB is answered 503.
     */
    @WithDefault("24M")
    MemorySize maxUnread();
  }

  /** Answers as NDJSON and CSV. */
  interface Stream {
    /** Rows fetched and sent at a time: 100 to 10000. A stream needs memory for one fetch. */
    @WithDefault("2000")
    int fetchSize();

    /** Maximum number of concurrent streams: 1 to 1000. One more is answered 503. */
    @WithDefault("32")
    int maxConcurrent();
  }

  /** The cache of series, so that the unit of a reading costs no query. */
  interface SeriesCache {
    /** How long the cache may serve an outdated unit: 0s to 1h. */
    @WithDefault("30s")
    Duration ttl();

    /**
     * Maximum number of series in the cache: 0 to 10000000. A series counts once more for every 64
     * characters in its names.
     */
    @WithDefault("100000")
    long maxSize();
  }

  /** How long queries may wait for the database, and how many. */
  interface Database {
    /**
     * After which time a query without an answer gets 503, including the wait for a connection:
     * 100ms to 60s. The server stops the statement when 90 % of it have passed.
     */
    @WithDefault("2s")
    Duration deadline();

    /** Queries that may wait for a connection: 1 to 10000. One more is answered 503. */
    @WithDefault("64")
    int maxWaiting();
  }
}
