package dev.tidewire.processing.chunk;

import dev.tidewire.contract.frame.FrameDecoder;
import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.processing.chunk.MergeStatements.TakenChunk;

/** A row of the simulated table chunk. Equal only to itself. */
final class ChunkRow {
  private final Chunk chunk;
  private final ReadingColumns readings;

  ChunkRow(Chunk chunk) {
    this.chunk = chunk;
    this.readings = (ReadingColumns) FrameDecoder.decode(chunk.body());
  }

  Chunk chunk() {
    return chunk;
  }

  ChunkPlace at() {
    return chunk.at();
  }

  TakenChunk taken() {
    return new TakenChunk(chunk.at(), chunk.body());
  }

  ReadingColumns readings() {
    return readings;
  }
}
