package dev.tidewire.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Stream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenStreamsTest {
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final OpenStreams all = new OpenStreams(4, Duration.ofMinutes(2), registry);
  private final Connection first = new Connection();
  private final Connection second = new Connection();

  /** A connection of HTTP/2 without a socket. */
  private final class Connection {
    private final Http2ConnectionHandler handler =
        new Http2ConnectionHandlerBuilder()
            .server(true)
            .gracefulShutdownTimeoutMillis(0)
            .frameListener(new Http2FrameAdapter())
            .build();

    private final EmbeddedChannel channel = new EmbeddedChannel(handler);
    private final Http2Connection connection = handler.connection();
    private final OpenStreams.OfConnection streams = all.watch(channel.pipeline().context(handler));

    void later() {
      channel.advanceTimeBy(1, TimeUnit.MINUTES);
      channel.runScheduledPendingTasks();
    }

    Http2Stream open(int id) throws Http2Exception {
      return connection.remote().createStream(id, false);
    }
  }

  @AfterEach
  void close() {
    first.channel.finishAndReleaseAll();
    second.channel.finishAndReleaseAll();
  }

  @Test
  void moreThanTheBoundOfAllConnections_areRefusedUntilOneEnds() throws Http2Exception {
    // Given
    Http2Stream one = first.open(1);
    first.open(3);
    second.open(1);
    second.open(3);

    // When
    Http2Stream tooMany = second.open(5);

    // Then
    assertThatCode(() -> second.streams.check(3)).doesNotThrowAnyException();
    assertThatThrownBy(() -> second.streams.check(5))
        .isInstanceOfSatisfying(
            Http2Exception.StreamException.class,
            refusal -> assertThat(refusal.error()).isEqualTo(Http2Error.REFUSED_STREAM));
    assertThat(registry.get("tidewire.http.streams.refused").counter().count()).isOne();
    tooMany.close();
    one.close();
    second.open(7);
    assertThatCode(() -> second.streams.check(7)).doesNotThrowAnyException();
  }

  @Test
  void aConnectionWithoutAStream_isClosed_whateverItSends() throws Http2Exception {
    // Given
    first.open(1);
    second.open(1).close();
    // When
    for (int minute = 0; minute < 5; minute++) {
      first.later();
      second.later();
    }
    // Then
    assertThat(first.channel.isOpen()).isTrue();
    assertThat(second.channel.isOpen()).isFalse();
  }

  @Test
  void aConnectionThatEnds_givesAllItsStreamsBack() throws Http2Exception {
    // Given
    first.open(1);
    first.open(3);

    // When
    first.channel.finishAndReleaseAll();

    // Then
    assertThat(all.count()).isZero();
  }

  @Test
  void amongMany_aStreamThatHasItsAnswerEnds() throws Http2Exception {
    // Given
    Http2Stream few = first.open(1);
    few.closeLocalSide();
    first.channel.runPendingTasks();
    assertThat(few.state()).isEqualTo(Http2Stream.State.HALF_CLOSED_LOCAL);
    first.open(3);
    Http2Stream answered = first.open(5);

    // When
    answered.closeLocalSide();
    first.channel.runPendingTasks();

    // Then
    assertThat(answered.state()).isEqualTo(Http2Stream.State.CLOSED);
    assertThat(all.count()).isEqualTo(2);
  }
}
