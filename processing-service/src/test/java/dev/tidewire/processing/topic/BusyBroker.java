package dev.tidewire.processing.topic;

import dev.tidewire.contract.Topics;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Whenever it is asked what the group has committed, a record has been written and committed. */
public final class BusyBroker implements BrokerCalls {
  /** The id of each topic. */
  public static final UUID ID = UUID.randomUUID();

  private long end;

  private BusyBroker(long end) {
    this.end = end;
  }

  /** Its only partition begins at 0 and ends here. */
  public static Broker endingAt(long end) {
    return new Broker(new BusyBroker(end), Clock.systemUTC());
  }

  @Override
  public Uni<TopicNow> describe(Topics topic) {
    return Uni.createFrom().item(new TopicNow(ID, Set.of(0)));
  }

  @Override
  public synchronized Uni<Map<Integer, Bounds>> bounds(Topics topic, Set<Integer> partitions) {
    return Uni.createFrom().item(Map.of(0, new Bounds(0, end, end)));
  }

  @Override
  public synchronized Uni<Map<Integer, GroupOffset>> committed(String group, Topics topic) {
    end++;
    return Uni.createFrom().item(Map.of(0, new GroupOffset(end, "")));
  }
}
