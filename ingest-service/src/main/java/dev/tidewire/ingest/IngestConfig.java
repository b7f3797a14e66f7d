package dev.tidewire.ingest;

import dev.tidewire.ingest.intake.ClockPolicy;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How much the service accepts, and how old or new readings may be. */
@ConfigMapping(prefix = "tidewire.ingest")
public interface IngestConfig {
  /** The largest body, also after unpacking; above it the answer is 413. From 1K to 1G. */
  @WithDefault("16M")
  MemorySize maxBody();

  /** The most readings in one body; above it the answer is 413. At least 1. */
  @WithDefault("1000000")
  int maxReadings();

  /**
   * How many bytes of bodies may be in flight, received or unpacked but not acknowledged; above it
   * the answer is 503. Bodies of more than 128 KiB may have three quarters of it, or max-body if
   * that is more. At least max-body. The heap must hold it about twice.
   */
  @WithDefault("24M")
  MemorySize maxInFlightBytes();

  /**
   * How long an answer may take once the body has arrived. When answers take longer, fewer requests
   * are admitted, and the others get 503 at once. From 10 ms to 1 min.
   */
  @WithDefault("150ms")
  Duration maxWait();

  /**
   * How many requests may be in flight; above it the answer is 503. One whose body does not come
   * makes way for another. At least 1.
   */
  @WithDefault("2048")
  int maxInFlightRequests();

  /** How long a body may take to arrive; after it the answer is 408. From 1 s to 1 h. */
  @WithDefault("30s")
  Duration bodyTimeout();

  /**
   * The earliest time that a reading may have, from 0001-01-01T00:00:00Z on. An earlier one is more
   * likely a mistake than a measurement; set it for data from before 1970.
   */
  @WithDefault("1970-01-01T00:00:00Z")
  Instant minTime();

  /** How old a reading may be; unset, as old as {@link #minTime} says. At least 1 s. */
  Optional<Duration> maxAge();

  /** How far ahead of this service's clock a reading may be. From 0 s to 3650 days. */
  @WithDefault("24h")
  Duration maxFuture();

  /**
   * What becomes of a reading that is older than {@link #minTime} and {@link #maxAge} allow: {@code
   * refuse}, {@code clamp} (it gets the time of receipt, and the answer counts it) or {@code keep}.
   */
  @WithDefault("refuse")
  ClockPolicy tooOld();

  /** The same for one that is further ahead than {@link #maxFuture} allows. */
  @WithDefault("refuse")
  ClockPolicy tooNew();

  /**
   * The labels that can name the sensor, in protocols whose series are a name and labels; the first
   * one that is there does. Without any, the sensor is called as the measurement or metric.
   */
  @WithDefault(
      "sensor,sensor_id,device,device_id,instance,host,service.instance.id,host.name,service.name")
  List<String> sensorLabels();

  /**
   * Attributes of OpenTelemetry's resources that are no labels, because they change with each
   * update or start of the process that measures: names, or beginnings of names followed by *.
   */
  @WithDefault("telemetry.*,process.*,os.*,host.arch")
  List<String> ignoredAttributes();

  /**
   * Whether devices that can only get pages may send readings in the URL of a GET. Proxies and
   * browsers log URLs and may fetch them again, so it is off unless such a device needs it.
   */
  @WithDefault("false")
  boolean pushByGet();

  /**
   * Threads that parse bodies of more than 128 KiB and others that take long; by default one for
   * each processor. At least 1.
   */
  OptionalInt parseThreads();

  /**
   * How long a request with {@code Prefer: wait} may wait until its readings are stored. From 0 s,
   * which turns it off, to 20 s.
   */
  @WithDefault("10s")
  Duration maxStoreWait();

  /** How many requests may wait so; one more is answered 202 at once. From 0 to 100000. */
  @WithDefault("1000")
  int maxStoreWaits();

  /** The consumer group with which processing reads: what it has committed is stored. */
  @WithDefault("tidewire-processing")
  String storingGroup();

  /** What is remembered of requests with an {@code Idempotency-Key}. */
  Idempotency idempotency();

  /** How much is remembered of keys, and for how long. */
  interface Idempotency {
    /**
     * How long a key is remembered, if there is room for it. From 1 min to 7 days; no longer than
     * the retention of the topic.
     */
    @WithDefault("24h")
    Duration keep();

    /**
     * The memory for keys and their answers: 1 MiB holds some 2,500. When it is full, the client
     * that takes the most loses its oldest keys. From 64K to 1G.
     */
    @WithDefault("8M")
    MemorySize maxBytes();

    /**
     * How long a replica that has ended without an answer keeps its key from others; longer than
     * any answer takes. From 1 s to 1 h.
     */
    @WithDefault("45s")
    Duration lease();
  }

  /** How many readings may come, at each instance. Off unless it is set. */
  Limits limit();

  /** Whose readings are limited. */
  interface Limits {
    /** Of each client: a key, the subject of a token, or an address where nobody is asked. */
    Rate client();

    /** Of each sensor, whoever sends them. */
    Rate sensor();
  }

  /** How fast readings may come. */
  interface Rate {
    /**
     * How many readings a second; unset, any number. Past it the answer is 429 with {@code
     * Retry-After}. From 1 to 100000000.
     */
    OptionalInt readingsPerSecond();

    /**
     * How many readings at once, after a time without any; by default those of ten seconds. A body
     * may have twice as many. From readings-per-second to 1000000000.
     */
    OptionalInt burst();
  }

  /** How long to wait at shutdown for what is in flight. From 0 s to 5 min. */
  @WithDefault("10s")
  Duration shutdownTimeout();
}
