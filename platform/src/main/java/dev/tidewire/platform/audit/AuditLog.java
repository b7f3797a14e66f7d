package dev.tidewire.platform.audit;

import dev.tidewire.contract.Topics;
import dev.tidewire.platform.broker.BrokerFailure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Records who does what. Orders are recorded one by one, before anything is done. Uses are counted,
 * and the counts written from time to time; while Kafka is away they wait, in bounded memory. What
 * is counted has cost its request an entry of a map, and waits for nothing.
 */
public final class AuditLog implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(AuditLog.class);

  /** Its own category, so that a site can send it elsewhere. */
  private static final Logger AUDIT = Logger.getLogger("audit");

  /** Lines of refusals at a time; all are on the topic. */
  private static final int MOST_LINES = 20;

  private static final int MOST_ORDERS = 64;

  private final UseRecorder uses;
  private final Semaphore orders = new Semaphore(MOST_ORDERS);
  private final AuditJson records;
  private final AuditTopic topic;
  private final Duration timeout;
  private final Clock clock;
  private final Counter others;
  private volatile boolean failing;

  /**
   * Begins to record.
   *
   * @param operators the settings of Kafka's clients
   * @param service its name
   * @param period how often counts are written
   * @param timeout of each record
   */
  public AuditLog(
      Map<String, Object> operators,
      String service,
      Duration period,
      Duration timeout,
      MeterRegistry registry,
      Clock clock) {
    this.records = new AuditJson(service);
    this.topic = new AuditTopic(operators, timeout);
    this.timeout = timeout;
    this.clock = clock;
    this.uses = new UseRecorder(records, clock, this::write, UUID::randomUUID);
    this.others =
        Counter.builder("tidewire.audit.others")
            .description("Uses that the audit counts together, because there were too many kinds")
            .register(registry);
    Gauge.builder("tidewire.audit.unwritten", uses::unwritten)
        .description("Counts of uses that wait for the audit topic")
        .register(registry);
    topic.every(period, this::writeSafely);
  }

  /** Counts a use. */
  public void count(Use use) {
    if (!uses.count(use)) {
      others.increment();
    }
  }

  /**
   * Completes when the record of the order is on the topic; only then may it be carried out. Fails
   * with an {@link AuditUnavailableException} within the time-out. The record may be there all the
   * same, when only its acknowledgement was late.
   */
  public CompletableFuture<Void> record(Order order) {
    if (!orders.tryAcquire()) {
      return CompletableFuture.failedFuture(
          unavailable(new IllegalStateException("too many orders wait")));
    }
    String json = records.of(order, clock.instant());
    return write(json)
        .handle(
            (written, failure) -> {
              orders.release();
              if (failure != null) {
                throw unavailable(failure);
              }
              AUDIT.info(json);
              return null;
            });
  }

  private AuditUnavailableException unavailable(Throwable failure) {
    return new AuditUnavailableException(
        "Nothing was done, because its record could not be written to the topic %s within %d ms. Try"
                .formatted(Topics.AUDIT.topicName(), timeout.toMillis())
            + " again once Kafka takes it; the log of the service says why it does not.",
        failure);
  }

  /** An exception would end the repetition. */
  private void writeSafely() {
    try {
      log(uses.take());
      var unused = uses.write();
    } catch (RuntimeException fault) {
      LOG.error("The uses of credentials could not be recorded; it is tried again", fault);
    }
  }

  private CompletableFuture<Void> write(String json) {
    return topic.write(json).whenComplete((written, failure) -> tell(failure));
  }

  private void log(Map<Use, Tally> counts) {
    counts.entrySet().stream()
        .filter(count -> count.getKey().reason() != null)
        .limit(MOST_LINES)
        .forEach(
            count ->
                AUDIT.warn(records.of(null, count.getKey(), count.getValue(), clock.instant())));
  }

  private void tell(@Nullable Throwable failure) {
    if (failure != null && !failing) {
      LOG.warnf(
          "Records cannot be written to the topic %s, so that actions of operators are refused, and"
              + " counts wait: %s",
          Topics.AUDIT.topicName(), BrokerFailure.of(AuditTopic.cause(failure)));
    } else if (failure == null && failing) {
      LOG.infof("Records are written to the topic %s again", Topics.AUDIT.topicName());
    }
    failing = failure != null;
  }

  /** Writes what is counted, for at most the time-out, and ends. */
  @Override
  public void close() {
    try {
      log(uses.take());
      uses.writeRest().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException late) {
      LOG.debugf("Not all counts are written: %s", late);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (uses.unwritten() > 0) {
      LOG.warnf("%d counts of uses are lost, because Kafka did not take them", uses.unwritten());
    }
    topic.close();
  }
}
