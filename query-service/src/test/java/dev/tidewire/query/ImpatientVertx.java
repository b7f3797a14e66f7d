package dev.tidewire.query;

import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.VertxOptions;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/** Reports an event loop that is busy for longer than a busy test machine explains. */
@Singleton
public class ImpatientVertx implements VertxOptionsCustomizer {
  @Override
  public void accept(VertxOptions options) {
    options
        .setBlockedThreadCheckInterval(20)
        .setMaxEventLoopExecuteTime(300)
        .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS);
  }
}
