package dev.tidewire.processing.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelException;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MergeFaultTest {
  static Stream<Throwable> outages() {
    return Stream.of(
        new IOException("Connection reset by peer"),
        new VertxException("planted"),
        new ChannelException("planted"),
        new DecoderException("not an SSL/TLS record"));
  }

  @ParameterizedTest
  @MethodSource("outages")
  void failureOfTheConnection_concernsEverything(Throwable failure) {
    assertThat(MergeFault.of(failure).isOutage()).isTrue();
  }

  @Test
  void errorOfOurs_concernsOneMerge() {
    assertThat(MergeFault.of(new IllegalStateException("planted")).isOutage()).isFalse();
    assertThat(MergeFault.of(new StackOverflowError("planted")).isOutage()).isFalse();
  }

  @Test
  void checkOfAnOperator_isNoPartitionThatIsMissing() {
    assertThat(MergeDatabase.isWithoutPartition(refusal("23514", null))).isTrue();
    assertThat(MergeDatabase.isWithoutPartition(refusal("23514", "only_small"))).isFalse();
    assertThat(MergeDatabase.isWithoutPartition(refusal("23505", null))).isFalse();
  }

  private static PgException refusal(String sqlState, @Nullable String constraint) {
    return new PgException(
        "planted",
        "ERROR",
        sqlState,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "chunk",
        null,
        null,
        constraint);
  }
}
