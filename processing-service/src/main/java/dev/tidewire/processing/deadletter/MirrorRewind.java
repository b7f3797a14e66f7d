package dev.tidewire.processing.deadletter;

import dev.tidewire.contract.Topics;
import dev.tidewire.processing.group.Consumers;
import dev.tidewire.processing.topic.TopicIds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Has the mirror read a dead-letter topic that was deleted and created again from its start. The
 * consumer keeps its offsets when the new topic is there before it has missed the old one, and
 * would skip what the new one has before them.
 */
@ApplicationScoped
class MirrorRewind {
  private static final Logger LOG = Logger.getLogger(MirrorRewind.class);
  private static final Duration PERIOD = Duration.ofSeconds(5);

  private final TopicIds topics;
  private final Consumers consumers;
  private @Nullable UUID known;
  private @Nullable Cancellable timer;

  MirrorRewind(TopicIds topics, @Identifier("tidewire") Consumers consumers) {
    this.topics = topics;
    this.consumers = consumers;
  }

  void start(@Observes StartupEvent started) {
    timer =
        Multi.createFrom()
            .ticks()
            .every(PERIOD)
            .onOverflow()
            .drop()
            .onItem()
            .transformToUniAndConcatenate(
                tick -> topics.ask(Topics.DEAD_LETTERS).chain(this::check))
            .subscribe()
            .with(
                done -> {},
                failure -> LOG.error("A new dead-letter topic is no longer noticed", failure));
  }

  void stop(@Observes ShutdownEvent stopping) {
    if (timer != null) {
      timer.cancel();
    }
  }

  /** What fails is done again at the next look. */
  private Uni<Boolean> check(UUID id) {
    if (known == null || known.equals(id)) {
      known = id;
      return Uni.createFrom().item(true);
    }
    return consumers
        .rewind(Topics.DEAD_LETTERS)
        .invoke(() -> rewound(id))
        .replaceWith(true)
        .onFailure()
        .recoverWithItem(false);
  }

  private void rewound(UUID id) {
    known = id;
    LOG.warn(
        "The dead-letter topic was deleted and created again. Its mirror keeps the letters of the"
            + " former topic, and reads the new one from its start.");
  }
}
