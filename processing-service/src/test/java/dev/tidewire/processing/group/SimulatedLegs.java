package dev.tidewire.processing.group;

import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The legs of a simulated consumer. */
public final class SimulatedLegs implements PartitionLegs {
  /** What the consumer does when it is sent to an offset. */
  public interface Seek {
    void to(int partition, LegStart start);
  }

  private record Read(long polled, long passed) {}

  private final Map<Integer, Leg> legs = new HashMap<>();
  private final Map<Integer, Read> read = new HashMap<>();
  private Seek seek = (partition, start) -> {};
  private long last;

  /** The consumer that reads. */
  public void of(Seek consumer) {
    seek = consumer;
  }

  /** The consumer gets the partition. */
  public void begin(int partition) {
    read.remove(partition);
    legs.put(partition, Leg.unplaced(++last));
  }

  /**
   * The consumer has read on.
   *
   * @param polled after the last record of the poll; before all offsets without one
   * @param passed where it reads on
   */
  public void read(int partition, long polled, long passed) {
    read.merge(
        partition,
        new Read(polled, passed),
        (before, now) -> new Read(Math.max(before.polled(), polled), passed));
  }

  @Override
  public List<Passed> passed(String topic) {
    return read.entrySet().stream()
        .filter(one -> isPlaced(one.getKey()))
        .flatMap(one -> passed(one.getKey(), legs.get(one.getKey()), one.getValue()))
        .toList();
  }

  private static Stream<Passed> passed(int partition, Leg leg, Read read) {
    long watermark = leg.watermark();
    return read.polled() <= watermark && read.passed() > watermark
        ? Stream.of(new Passed(partition, leg, watermark, read.passed()))
        : Stream.empty();
  }

  /** Whether the consumer has been sent to a watermark of the partition. */
  public boolean isPlaced(int partition) {
    Leg leg = legs.get(partition);
    return leg != null && leg.isPlaced();
  }

  /** The consumer loses the partition. */
  public void end(int partition) {
    read.remove(partition);
    legs.remove(partition);
  }

  @Override
  public Map<Integer, Leg> legs(String topic) {
    return Map.copyOf(legs);
  }

  @Override
  public Uni<Void> place(String topic, Map<Integer, LegStart> starts) {
    return Uni.createFrom()
        .voidItem()
        .invoke(
            () ->
                starts.forEach(
                    (partition, start) -> {
                      if (legs.get(partition) == start.from()) {
                        read.remove(partition);
                        legs.put(partition, Leg.placed(++last, start.topicId(), start.watermark()));
                        seek.to(partition, start);
                      }
                    }));
  }
}
