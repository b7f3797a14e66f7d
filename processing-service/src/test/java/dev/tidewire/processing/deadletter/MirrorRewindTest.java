package dev.tidewire.processing.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.processing.group.SimulatedLegs;
import dev.tidewire.processing.topic.BusyBroker;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class MirrorRewindTest {
  @Test
  void commitOfAnotherOwnerBetweenTheQuestions_isNoLostEnd() {
    // Given
    List<Long> sentTo = new CopyOnWriteArrayList<>();
    SimulatedLegs legs = new SimulatedLegs();
    legs.of((partition, start) -> sentTo.add(start.offset()));
    legs.begin(0);
    MirrorRewind rewind = new MirrorRewind(BusyBroker.endingAt(10), legs, "mirror");

    // When
    rewind.start(new StartupEvent());
    await().until(() -> !sentTo.isEmpty());
    rewind.stop(new ShutdownEvent());

    // Then
    assertThat(sentTo).containsExactly(11L);
  }
}
