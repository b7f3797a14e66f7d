package dev.tidewire.processing.chunk;

import dev.tidewire.contract.frame.BrokenFrame;
import dev.tidewire.contract.frame.DecodedFrame;
import dev.tidewire.contract.frame.FrameDecoder;
import dev.tidewire.contract.frame.FrameRow;
import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.processing.chunk.MergeStatements.TakenBlock;
import dev.tidewire.processing.chunk.MergeStatements.TakenChunk;
import java.util.ArrayList;
import java.util.List;

/** Decodes what a merge has taken. Throws {@link DamagedFrameException} for what it cannot. */
final class Frames {
  private Frames() {}

  /** The readings of each block of a home, in the order of the blocks. */
  static List<ReadingColumns> ofBlocks(int home, List<TakenBlock> blocks) {
    List<ReadingColumns> runs = new ArrayList<>(blocks.size());
    for (TakenBlock block : blocks) {
      runs.add(decode(block.body(), FrameRow.ofBlock(home, block.seq())));
    }
    return runs;
  }

  /** The readings of a chunk, which are where the chunk is. */
  static ReadingColumns ofChunk(TakenChunk chunk) {
    ReadingColumns readings = decode(chunk.body(), where(chunk.at()));
    if (!ChunkPlace.of(readings, new Slice(0, readings.size())).equals(chunk.at())) {
      throw new DamagedFrameException(where(chunk.at()), "The readings are not those of the row");
    }
    return readings;
  }

  private static String where(ChunkPlace chunk) {
    return FrameRow.ofChunk(chunk.seriesId(), chunk.lastMicros());
  }

  private static ReadingColumns decode(byte[] body, String where) {
    DecodedFrame frame = FrameDecoder.decode(body);
    if (frame instanceof BrokenFrame broken) {
      throw new DamagedFrameException(where, broken.detail());
    }
    return (ReadingColumns) frame;
  }
}
