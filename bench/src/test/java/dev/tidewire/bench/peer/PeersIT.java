package dev.tidewire.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tidewire.bench.load.LoadResult;
import dev.tidewire.bench.load.ReadingStream;
import dev.tidewire.bench.load.Workload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs the peers: {@code apt-get install influxdb victoria-metrics}. */
class PeersIT {
  @TempDir Path folder;

  @Test
  void aPeer_takesReadingsAndPutsThemOnDisk() throws Exception {
    List<Peer> peers = Peer.installed();
    assumeThat(peers).isNotEmpty();
    for (Peer peer : peers) {
      // Given
      Path data = folder.resolve("data");
      try (PeerProcess process = peer.start(data)) {
        // When
        LoadResult posted =
            process.post(new ReadingStream(Workload.W1, 1, System.currentTimeMillis()), 2, 100);
        process.settle();

        // Then
        assertThat(posted.requests()).isEqualTo(100);
        assertThat(process.cpu()).isPositive();
        assertThat(process.residentBytes()).isPositive();
        assertThat(process.diskBytes()).isBetween(100_000L, 10_000_000L);
      }
      assertThat(peer.name()).matches("[A-Z]\\w+ \\d+\\.\\d+.*");
      assertThat(Files.exists(data)).isFalse();
    }
  }
}
