package dev.tidewire.bench.store;

import dev.tidewire.bench.peer.Peer;
import dev.tidewire.bench.rig.Rig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tidewire and what it is compared with. */
record StoreTargets(TidewireStore tidewire, RowStore rows, List<PeerStore> peers)
    implements AutoCloseable {
  /** With the peers that are installed. */
  static StoreTargets open(Rig rig, Path scratch) throws IOException, InterruptedException {
    List<PeerStore> peers = new ArrayList<>();
    for (Peer peer : Peer.installed()) {
      peers.add(new PeerStore(peer, scratch.resolve("peer-" + peers.size())));
    }
    return new StoreTargets(new TidewireStore(rig), new RowStore(rig), peers);
  }

  List<StoreTarget> all() {
    List<StoreTarget> all = new ArrayList<>(List.of(tidewire, rows));
    all.addAll(peers);
    return all;
  }

  @Override
  public void close() throws IOException {
    for (StoreTarget target : all()) {
      target.close();
    }
  }
}
