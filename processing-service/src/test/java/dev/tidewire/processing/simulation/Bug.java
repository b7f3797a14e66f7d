package dev.tidewire.processing.simulation;

import java.util.EnumSet;
import java.util.Set;

/**
 * Bugs that can be planted around the classes under test, to prove that the simulation finds them.
 * Where readings are lost or wrong, what is read shows it.
 */
public enum Bug {
  NONE(),

  // A poll on its way to the database

  ACKNOWLEDGES_BEFORE_STORE(Invariant.S1),
  DROPS_READINGS_IN_AN_OUTAGE(Invariant.S1, Invariant.S2, Invariant.R1),
  KEEPS_THE_FIRST_OF_THE_TABLE(Invariant.S1, Invariant.S2, Invariant.R1),
  INVENTS_A_READING(Invariant.S2, Invariant.R1),
  SKIPS_A_DEAD_LETTER_THAT_FAILED(Invariant.S1),
  ACKNOWLEDGES_BEFORE_A_DEAD_LETTER(Invariant.S1),
  LOSES_A_TIMER(Invariant.L1),

  /** A letter of a reading that was a letter before is not written: it was redriven for nothing. */
  WRITES_NO_SECOND_LETTER(Invariant.S1),

  /** The offsets of transaction markers at the end of a partition are never committed. */
  COMMITS_NO_MARKERS(Invariant.L1),

  /** Watermarks move past records that the consumer has polled and not stored. */
  TAKES_RECORDS_FOR_MARKERS(Invariant.S1, Invariant.R1),

  // The statement that writes a poll

  /**
   * A poll that still waits for the database when its partition moves writes after the new owner's
   * polls, and replaces new values by old ones.
   */
  IGNORES_THE_WATERMARK(Invariant.S1, Invariant.S2, Invariant.R1),

  /** A statement that fails half-way leaves the watermarks moved on. */
  MOVES_WITHOUT_BLOCKS(Invariant.S1, Invariant.R1),

  /** A statement that fails half-way leaves its blocks. */
  WRITES_BLOCKS_WITHOUT_MOVING(Invariant.S2, Invariant.R1),

  /** A statement that wins some of its partitions stores the blocks of all. */
  STORES_WHAT_IT_HAS_NOT_WON(Invariant.S1, Invariant.S2, Invariant.R1),

  /** Of a partition whose readings are far from one another, only the first block is stored. */
  STORES_ONE_BLOCK_OF_A_PARTITION(Invariant.R1),

  /** A statement says that it has won all of its partitions. */
  WINS_WHAT_ANOTHER_HAS_MOVED(Invariant.S1, Invariant.S2, Invariant.S3),

  /** A watermark that another consumer has moved is never read again. */
  NEVER_READS_A_WATERMARK_AGAIN(Invariant.L1),

  /**
   * Each process takes numbers of blocks in advance, so that they are not in the order of offsets.
   */
  TAKES_NUMBERS_IN_ADVANCE(Invariant.R1),

  /** A poll is acknowledged although a crash of the database can undo it. */
  DOES_NOT_WAIT_FOR_THE_DISK(Invariant.S1),

  /** The ids that a server has given are believed by a standby that does not know them. */
  BELIEVES_THE_IDS_OF_A_SERVER_THAT_IS_GONE(Invariant.R1),

  // What the topic holds

  /** A consumer that is sent to the watermark goes on where it is. */
  STAYS_WHERE_IT_IS(Invariant.S1, Invariant.S2, Invariant.S3, Invariant.R1, Invariant.L1),

  /** A watermark beyond the partition's end is believed: new records are taken for stored ones. */
  LEAVES_OUT_WHAT_IS_BELOW_A_WATERMARK_BEYOND_THE_END(Invariant.S1, Invariant.S2),

  /** The watermarks of a topic that is gone are those of the new one with its name. */
  KNOWS_TOPICS_BY_NAME(Invariant.S1, Invariant.S2, Invariant.R1, Invariant.L1),

  /** A process asks for the id of the topic once. */
  KEEPS_THE_ID_OF_THE_TOPIC(Invariant.S1, Invariant.S2, Invariant.R1, Invariant.L1),

  /** Records that do not follow the watermark at once, as others were deleted, are never stored. */
  WAITS_FOR_DELETED_RECORDS(Invariant.L1),

  /** A watermark that moves past deleted records moves past the first one that is left. */
  PASSES_MORE_THAN_WAS_LOST(Invariant.S1, Invariant.S2, Invariant.R1, Invariant.L1),

  // A merge

  /** A home stays locked when the process that merges it is killed. */
  LEAVES_A_HOME_LOCKED(Invariant.L1),

  /** Two processes merge a home at once, and each leaves what the other has taken. */
  MERGES_WHAT_ANOTHER_MERGE_HAS_LEFT(Invariant.R1),

  /** What is taken is gone before what is written is there. */
  MERGES_IN_TWO_TRANSACTIONS(Invariant.R1),

  /** What was written is written again after its commit, as if the answer had been lost. */
  REPEATS_THE_WRITES_OF_A_MERGE(Invariant.R1, Invariant.L1),

  GATHERS_IN_THE_WRONG_ORDER(Invariant.R1),
  GATHERS_THE_NEWEST_BLOCKS_FIRST(Invariant.R1),
  GATHERS_INTO_THE_LEVEL_OF_POLLS(Invariant.R1, Invariant.L1),
  WRITES_A_BLOCK_TOO_FEW(Invariant.R1),
  SETTLES_IN_THE_WRONG_ORDER(Invariant.R1),
  SETTLES_THE_NEWEST_BLOCKS_FIRST(Invariant.R1),
  OVERLOOKS_A_CHUNK(Invariant.R1, Invariant.L1),
  LEAVES_CHUNKS_WHERE_THEY_WERE(Invariant.R1, Invariant.L1),
  TAKES_ANOTHER_CHUNK_TOO(Invariant.R1),
  PUTS_CHUNKS_OVER_BLOCKS(Invariant.R1),
  WRITES_A_CHUNK_TOO_FEW(Invariant.R1),

  // A read

  /** A reader takes chunks for newer than blocks. */
  READS_CHUNKS_OVER_BLOCKS(Invariant.R1);

  private final Set<Invariant> broken = EnumSet.noneOf(Invariant.class);

  Bug(Invariant... broken) {
    this.broken.addAll(Set.of(broken));
  }

  /** What the bug can break. */
  public Set<Invariant> broken() {
    return broken;
  }
}
