package dev.tidewire.processing.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.processing.deadletter.MirrorStart.Cause;
import dev.tidewire.processing.group.Leg;
import dev.tidewire.processing.group.Legs;
import dev.tidewire.processing.topic.Bounds;
import dev.tidewire.processing.topic.GroupOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MirrorStartTest {
  private static final UUID ID = UUID.randomUUID();
  private static final UUID OTHER = UUID.randomUUID();

  /** The partition has the letters from 10 up to before 20. */
  private static final Bounds BOUNDS = new Bounds(10, 20, 20);

  @Test
  void consumerThatGetsThePartition_goesOnWhereTheGroupIs() {
    assertThat(after(Legs.unplaced(), of(ID, 15))).isEqualTo(at(Cause.CONTINUES, 15));
    assertThat(after(Legs.unplaced(), of(ID, 20))).isEqualTo(at(Cause.CONTINUES, 20));
    assertThat(after(Legs.unplaced(), of(ID, 3))).isEqualTo(at(Cause.CONTINUES, 10));
    assertThat(after(Legs.unplaced(), null)).isEqualTo(at(Cause.CONTINUES, 10));
    assertThat(after(Legs.unplaced(), new GroupOffset(15, ""))).isEqualTo(at(Cause.CONTINUES, 15));
  }

  @Test
  void newTopic_isReadFromItsStart() {
    assertThat(after(Legs.placed(OTHER), of(OTHER, 15))).isEqualTo(at(Cause.NEW_TOPIC, 10));
    assertThat(after(Legs.unplaced(), of(OTHER, 15))).isEqualTo(at(Cause.NEW_TOPIC, 10));
    assertThat(after(Legs.back(), of(OTHER, 15))).isEqualTo(at(Cause.NEW_TOPIC, 10));
  }

  @Test
  void topicThatHasLostItsEnd_isReadFromItsStart() {
    assertThat(after(Legs.unplaced(), of(ID, 21))).isEqualTo(at(Cause.LOST_END, 10));
  }

  @Test
  void topicThatHasLostItsEndAndGrownAgain_isReadFromItsStart() {
    assertThat(after(Legs.back(), of(ID, 15))).isEqualTo(at(Cause.LOST_END, 10));
  }

  private static MirrorStart after(Leg leg, @Nullable GroupOffset committed) {
    return MirrorStart.after(leg, ID, BOUNDS, committed);
  }

  private static GroupOffset of(UUID topic, long offset) {
    return new GroupOffset(offset, topic.toString());
  }

  private static MirrorStart at(Cause cause, long offset) {
    return new MirrorStart(cause, offset);
  }
}
