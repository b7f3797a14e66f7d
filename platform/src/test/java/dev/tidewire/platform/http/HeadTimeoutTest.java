package dev.tidewire.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeadTimeoutTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\n";

  private final EmbeddedChannel channel = new EmbeddedChannel();

  HeadTimeoutTest() {
    channel.freezeTime();
    channel
        .pipeline()
        .addLast("decoder", new HttpRequestDecoder())
        .addLast("encoder", new HttpResponseEncoder())
        .addLast("guard", new ChannelDuplexHandler());
    Turns turns = OneAtATime.addTo(channel.pipeline(), "decoder");
    channel.pipeline().addLast(turns);
    channel
        .pipeline()
        .addBefore(
            OneAtATime.NAME, "heads", new HeadTimeout(turns, Duration.ofSeconds(10), "guard"));
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void aHeadThatComesByteByByte_isRefused() {
    // When
    for (int i = 0; i < 11; i++) {
      receive("G");
      pass(1);
    }
    // Then
    assertThat(sent()).startsWith("HTTP/1.1 408 ").contains("within 10 seconds");
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void theNextHeadHasItsOwnTime() {
    // Given
    receive(GET);
    pass(60);
    answer();
    pass(60);
    receive("G");
    pass(9);
    assertThat(channel.isOpen()).isTrue();
    // When
    receive("E");
    pass(1);
    // Then
    assertThat(sent()).startsWith("HTTP/1.1 200 ").contains("HTTP/1.1 408 ");
    assertThat(channel.isOpen()).isFalse();
  }

  /** Between requests, and while an answer is not complete. */
  @Test
  void aClientThatSendsNoHead_mayWait() {
    // Given
    receive(GET);
    pass(60);
    receive("GET");
    pass(60);
    assertThat(channel.isOpen()).isTrue();
    // When
    answer();
    pass(60);
    // Then
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void aBodyHasItsOwnTime() {
    // When
    receive(POST);
    for (int i = 0; i < 60; i++) {
      receive("x");
      pass(1);
    }
    // Then
    assertThat(channel.isOpen()).isTrue();
  }

  private void receive(String bytes) {
    if (channel.isOpen()) {
      channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.US_ASCII));
    }
  }

  private void pass(int seconds) {
    channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    channel.runPendingTasks();
  }

  private void answer() {
    channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
  }

  private String sent() {
    StringBuilder all = new StringBuilder();
    for (ByteBuf part; (part = channel.readOutbound()) != null; part.release()) {
      all.append(part.toString(StandardCharsets.UTF_8));
    }
    return all.toString();
  }
}
