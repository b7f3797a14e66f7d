package dev.tidewire.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OneAtATimeTest {
  private static final String GET = "GET /%d HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String POST = "POST /%d HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n";

  @Test
  void theNextRequestWaitsForTheAnswer() {
    // Given
    Connection connection = new Connection(false);
    // When
    connection.receive(GET.formatted(0) + GET.formatted(1) + GET.formatted(2));
    // Then
    assertThat(connection.requests).containsExactly("GET /0 ");
    // When
    connection.answer();
    // Then
    assertThat(connection.requests).containsExactly("GET /0 ", "GET /1 ");
  }

  @Test
  void theNextRequestWaitsUntilTheAnswerIsRead() {
    // Given
    Connection connection = new Connection(true);
    connection.writable(false);
    // When
    connection.receive(GET.formatted(0) + GET.formatted(1));
    // Then
    assertThat(connection.requests).isEmpty();
    // When
    connection.writable(true);
    // Then
    assertThat(connection.requests).containsExactly("GET /0 ", "GET /1 ");
  }

  @Test
  void aConnectionThatIsFarAheadIsReadNoMore() {
    // Given
    Connection connection = new Connection(false);
    connection.receive(GET.formatted(0));
    int reads = connection.reads;
    // When
    connection.receive(GET.formatted(1));
    // Then
    assertThat(connection.reads).isGreaterThan(reads);
    // When
    connection.receive(GET.formatted(2).repeat(1_000));
    reads = connection.reads;
    connection.receive(GET.formatted(3));
    // Then
    assertThat(connection.reads).isEqualTo(reads);
    // When
    for (int i = 0; i < 1_003; i++) {
      connection.answer();
    }
    // Then
    assertThat(connection.reads).isGreaterThan(reads);
  }

  @Test
  void otherConnectionsHaveTheirTurnBetweenManyRequests() {
    // Given
    Connection connection = new Connection(true);
    // When
    connection.channel.writeInbound(
        Unpooled.copiedBuffer(GET.formatted(0).repeat(100), StandardCharsets.US_ASCII));
    connection.channel.runPendingTasks();
    // Then
    assertThat(connection.requests).hasSizeBetween(1, 50);
    // When
    connection.pass();
    // Then
    assertThat(connection.requests).hasSize(100);
  }

  @Test
  void aBodyIsReadWhenItsAnswerIsThereAlready() {
    // Given
    Connection connection = new Connection(true);
    // When
    connection.receive("POST /0 HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab");
    connection.receive("cd" + GET.formatted(1));
    // Then
    assertThat(connection.requests).containsExactly("POST /0 abcd", "GET /1 ");
  }

  @Test
  void aClientThatSendsNothingMoreGetsAllAnswers() {
    // Given
    Connection connection = new Connection(false);
    connection.receive(GET.formatted(0) + POST.formatted(1) + POST.formatted(2));
    // When
    connection.finish();
    // Then
    for (int i = 1; i <= 3; i++) {
      assertThat(connection.requests).hasSize(i);
      assertThat(connection.channel.isOpen()).isTrue();
      connection.answer();
    }
    assertThat(connection.channel.isOpen()).isFalse();
  }

  @Test
  void aClientThatSendsNothingMoreBehindARead_hasGone() {
    // Given
    Connection connection = new Connection(false);
    connection.receive(POST.formatted(0) + GET.formatted(1));
    connection.finish();
    assertThat(connection.channel.isOpen()).isTrue();
    // When
    connection.answer();
    // Then
    assertThat(connection.channel.isOpen()).isFalse();
  }

  @Test
  void aClientThatSendsNothingMoreBehindVeryMuch_hasGone() {
    // Given
    Connection connection = new Connection(false);
    connection.receive(POST.formatted(0).repeat(2_000));
    // When
    connection.finish();
    // Then
    assertThat(connection.channel.isOpen()).isFalse();
  }

  @Test
  void aClientThatSendsNothingMoreOfABody_hasGone() {
    // Given
    Connection connection = new Connection(false);
    connection.receive("POST /0 HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab");
    // When
    connection.finish();
    // Then
    assertThat(connection.channel.isOpen()).isFalse();
  }

  @Test
  void whatIsHeldIsReleasedWithTheConnection() {
    // Given
    Connection connection = new Connection(false);
    ByteBuf held = Unpooled.copiedBuffer(GET.formatted(1), StandardCharsets.US_ASCII);
    connection.receive(GET.formatted(0));
    connection.channel.writeInbound(held);
    // When
    connection.channel.close();
    // Then
    assertThat(held.refCnt()).isZero();
  }

  /** However the bytes are cut and the answers come: the requests are those that were sent. */
  @Property(tries = 300)
  void everyRequestArrivesOnceAndInOrder(
      @ForAll @Size(max = 12) List<@IntRange(max = 60) Integer> bodies,
      @ForAll @IntRange(min = 1, max = 80) int largestPiece,
      @ForAll boolean atOnce,
      @ForAll long seed) {
    // Given
    StringBuilder sent = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int length : bodies) {
      String body = "x".repeat(length);
      boolean isChunked = length % 2 == 1;
      sent.append("POST /%d HTTP/1.1\r\nHost: a\r\n".formatted(expected.size()))
          .append(
              isChunked
                  ? "Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n"
                      .formatted(length, body)
                  : "Content-Length: %d\r\n\r\n%s".formatted(length, body));
      expected.add("POST /%d %s".formatted(expected.size(), body));
    }
    Connection connection = new Connection(atOnce);
    Random random = new Random(seed);
    // When
    for (int at = 0; at < sent.length(); ) {
      int end = Math.min(sent.length(), at + 1 + random.nextInt(largestPiece));
      connection.receive(sent.substring(at, end));
      at = end;
      if (random.nextInt(4) == 0) {
        connection.answer();
      }
    }
    for (int i = 0; i < bodies.size(); i++) {
      connection.answer();
    }
    // Then
    assertThat(connection.requests).isEqualTo(expected);
    assertThat(connection.mostUnanswered).isLessThanOrEqualTo(1);
  }

  /** A server that answers at once, or when it is told to. */
  private static final class Connection extends ChannelInboundHandlerAdapter {
    final EmbeddedChannel channel;
    final List<String> requests = new ArrayList<>();
    final boolean answersAtOnce;
    int reads;
    int unanswered;
    int mostUnanswered;
    boolean isComplete;
    private StringBuilder request = new StringBuilder();

    Connection(boolean answersAtOnce) {
      this.answersAtOnce = answersAtOnce;
      channel = new EmbeddedChannel();
      channel.freezeTime();
      channel
          .pipeline()
          .addLast("reads", new Reads())
          .addLast("decoder", new HttpRequestDecoder())
          .addLast("encoder", new HttpResponseEncoder());
      channel.pipeline().addLast(OneAtATime.addTo(channel.pipeline(), "decoder"), this);
    }

    void receive(String bytes) {
      channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.US_ASCII));
      channel.read();
      pass();
    }

    /** The client ends its side. */
    void finish() {
      channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
      pass();
    }

    /** Lets some milliseconds pass. */
    void pass() {
      for (int i = 0; i < 10; i++) {
        channel.runPendingTasks();
        channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
      }
    }

    void writable(boolean isWritable) {
      channel.unsafe().outboundBuffer().setUserDefinedWritability(1, isWritable);
      pass();
    }

    void answer() {
      if (unanswered > 0 && isComplete) {
        write();
        pass();
      }
    }

    private void write() {
      unanswered--;
      channel
          .pipeline()
          .lastContext()
          .writeAndFlush(
              new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT));
      channel.releaseOutbound();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof HttpRequest head) {
        request = new StringBuilder(head.method() + " " + head.uri() + " ");
        mostUnanswered = Math.max(mostUnanswered, ++unanswered);
        isComplete = false;
        if (answersAtOnce) {
          write();
        }
      }
      if (message instanceof HttpContent part) {
        request.append(part.content().toString(StandardCharsets.US_ASCII));
      }
      if (message instanceof LastHttpContent) {
        isComplete = true;
        requests.add(request.toString());
      }
      ReferenceCountUtil.release(message);
    }

    private final class Reads extends ChannelOutboundHandlerAdapter {
      @Override
      public void read(ChannelHandlerContext context) {
        reads++;
        context.read();
      }
    }
  }
}
