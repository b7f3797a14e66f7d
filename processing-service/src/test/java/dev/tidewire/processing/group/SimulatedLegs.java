package dev.tidewire.processing.group;

import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.Map;

/** The legs of a simulated consumer. */
public final class SimulatedLegs implements PartitionLegs {
  /** What the consumer does when it is sent to an offset. */
  public interface Seek {
    void to(int partition, LegStart start);
  }

  private final Map<Integer, Leg> legs = new HashMap<>();
  private Seek seek = (partition, start) -> {};
  private long last;

  /** The consumer that reads. */
  public void of(Seek consumer) {
    seek = consumer;
  }

  /** The consumer gets the partition. */
  public void begin(int partition) {
    legs.put(partition, Leg.unplaced(++last));
  }

  /** Whether the consumer has been sent to a watermark of the partition. */
  public boolean isPlaced(int partition) {
    Leg leg = legs.get(partition);
    return leg != null && leg.isPlaced();
  }

  /** The consumer loses the partition. */
  public void end(int partition) {
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
                        legs.put(partition, Leg.placed(++last, start.topicId(), start.watermark()));
                        seek.to(partition, start);
                      }
                    }));
  }
}
