package dev.tidewire.processing.pipeline;

import dev.tidewire.processing.simulation.Entry;
import dev.tidewire.processing.simulation.Topic;
import dev.tidewire.processing.simulation.Twin;
import dev.tidewire.processing.simulation.Weather;
import dev.tidewire.processing.store.SimulatedDatabase;
import dev.tidewire.processing.store.SimulatedWatermarks;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;

/**
 * Lets disasters strike, and operators set right what only they can, as docs/operations.md tells
 * them to. Two that need an operator never overlap: he would have to know both.
 */
final class Disasters {
  /** What operators wait after they have stopped processing, until the last statement has ended. */
  private static final long STOPPED_MILLIS = 10_000;

  private static final long MOST_UNNOTICED_MILLIS = 15_000;

  private final Schedule schedule;
  private final SplittableRandom random;
  private final Topic topic;
  private final Twin twin;
  private final SimulatedDatabase database;
  private final SimulatedWatermarks watermarks;
  private final Cluster cluster;
  private boolean isOperatorBusy;

  Disasters(
      Schedule schedule,
      SplittableRandom random,
      Topic topic,
      Twin twin,
      SimulatedDatabase database,
      Cluster cluster) {
    this.schedule = schedule;
    this.random = random;
    this.topic = topic;
    this.twin = twin;
    this.database = database;
    this.watermarks = new SimulatedWatermarks(database);
    this.cluster = cluster;
  }

  /** Lets some of them strike, each at its time. */
  void begin() {
    for (Disaster disaster : Disaster.values()) {
      if (random.nextInt(4) == 0) {
        schedule.after(random.nextLong(Weather.END_MILLIS), () -> strike(disaster));
      }
    }
  }

  /** Whether an operator has still something to do, or a fail-over has not been made up for. */
  boolean isBusy() {
    return isOperatorBusy || twin.isInDoubt();
  }

  private void strike(Disaster disaster) {
    if (isOperatorBusy && disaster != Disaster.CRASH && disaster != Disaster.REDRIVE) {
      return;
    }
    schedule.history().struck(disaster);
    int partition = random.nextInt(Topic.PARTITIONS);
    switch (disaster) {
      case MISTAKE -> mistake(partition);
      case CRASH -> schedule.crash();
      case FAIL_OVER -> failOver();
      case TOPIC_MADE_ANEW -> makeAnew();
      case RECORDS_DELETED -> deleteRecords(partition);
      case END_LOST -> loseEnd(partition);
      case REDRIVE -> redrive();
    }
  }

  private void mistake(int partition) {
    long watermark = Math.max(0, watermark(partition));
    twin.mistaken(partition, watermark);
    watermarks.moveBeyond(topic.id(), partition, topic.end(partition) + 1_000);
    operate(() -> correct(partition, watermark));
  }

  private void correct(int partition, long to) {
    twin.corrected(partition, to);
    watermarks.correct(topic.id(), partition, to);
  }

  /** Nobody has to do anything: processing finds it. */
  private void failOver() {
    long[] before = new long[Topic.PARTITIONS];
    each(partition -> before[partition] = watermark(partition));
    database.failOver();
    each(
        partition -> {
          long after = watermark(partition);
          if (after < before[partition]) {
            twin.failedOver(partition, after, before[partition]);
          }
        });
  }

  private void makeAnew() {
    twin.madeAnew();
    topic.makeAnew();
    cluster.beginAnew();
    database.forgetOlder();
    for (int i = random.nextInt(5); i > 0; i--) {
      schedule.after(random.nextLong(MOST_UNNOTICED_MILLIS), cluster::rebalance);
    }
  }

  /** Nobody can tell a new topic that begins where a process would have gone on in the old one. */
  private void deleteRecords(int partition) {
    long start = topic.start(partition);
    long to = start + random.nextLong(topic.end(partition) - start + 1);
    if (cluster.isUnaware() && cluster.expects(partition, first(partition, to))) {
      return;
    }
    twin.deletedBefore(partition, to);
    topic.deleteBefore(partition, to);
    database.forgetOlder();
  }

  private long first(int partition, long from) {
    return topic.from(partition, from).stream()
        .mapToLong(Entry::offset)
        .findFirst()
        .orElse(topic.end(partition));
  }

  private void loseEnd(int partition) {
    long start = topic.start(partition);
    long to = topic.end(partition) - random.nextLong(topic.end(partition) - start + 1) / 2;
    // Beyond, nobody could tell the new records from those that are stored.
    long limit = Math.max(to, watermark(partition));
    twin.truncated(partition, to);
    topic.truncate(partition, to, limit);
    database.forgetOlder();
    operate(() -> decide(partition));
  }

  /** An operator decides from where on to store a partition that is stopped. */
  private void decide(int partition) {
    long end = topic.end(partition);
    if (watermark(partition) > end) {
      correct(partition, random.nextBoolean() ? topic.start(partition) : end);
    } else {
      twin.corrected(partition, Math.max(0, watermark(partition)));
      database.forgetOlder();
    }
    topic.free(partition);
  }

  private void redrive() {
    List<Entry> letters = topic.letters();
    for (Entry letter : letters.subList(0, Math.min(letters.size(), 1 + random.nextInt(3)))) {
      topic.redrive(letter, schedule.nowMillis()).ifPresent(schedule::redriven);
    }
  }

  /** After a while an operator stops processing, does something and starts it again. */
  private void operate(Runnable work) {
    isOperatorBusy = true;
    schedule.after(
        random.nextLong(MOST_UNNOTICED_MILLIS),
        () -> {
          cluster.stop();
          schedule.after(
              STOPPED_MILLIS,
              () -> {
                work.run();
                isOperatorBusy = false;
                cluster.start();
              });
        });
  }

  private static void each(IntConsumer work) {
    for (int partition = 0; partition < Topic.PARTITIONS; partition++) {
      work.accept(partition);
    }
  }

  private long watermark(int partition) {
    return watermarks.of(topic.id(), partition);
  }
}
