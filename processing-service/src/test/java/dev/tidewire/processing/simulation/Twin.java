package dev.tidewire.processing.simulation;

import dev.tidewire.processing.simulation.Topic.Cell;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * The naive twin of the store: of each series and time the value that was sent last among the
 * records below the watermarks. What a fault leaves open, it leaves open as well.
 */
public final class Twin {
  private final List<Line> lines =
      IntStream.range(0, Topic.PARTITIONS).mapToObj(partition -> new Line()).toList();
  private final Topic topic;
  private final IntToLongFunction watermarks;

  /**
   * Of an empty topic.
   *
   * @param watermarks of each partition of the topic, or -1
   */
  public Twin(Topic topic, IntToLongFunction watermarks) {
    this.topic = topic;
    this.watermarks = watermarks;
  }

  public void sent(Entry entry) {
    lines.get(entry.partition()).sent(entry);
  }

  /** How what was read differs from what it should be. */
  public Optional<String> differs(Map<Cell, Double> read) {
    Expected expected = new Expected();
    for (int i = 0; i < lines.size(); i++) {
      lines.get(i).tell(expected, watermark(i));
    }
    return expected.differs(read);
  }

  /** Whether what was acknowledged may be acknowledged. */
  public boolean accountsFor(Entry entry) {
    return lines.get(entry.partition()).accountsFor(entry, watermark(entry.partition()));
  }

  /** The records of the topic that are not stored. */
  public List<Entry> left() {
    return IntStream.range(0, lines.size())
        .boxed()
        .flatMap(i -> lines.get(i).left(watermark(i)).stream())
        .toList();
  }

  /** The records that are stored for certain, once all is. */
  public List<Entry> stored() {
    return lines.stream().flatMap(line -> line.stored().stream()).toList();
  }

  /** Before the topic is created anew. */
  public void madeAnew() {
    for (int i = 0; i < lines.size(); i++) {
      lines.get(i).delete(watermark(i));
    }
  }

  /** The topic deletes the records before an offset. */
  public void deletedBefore(int partition, long offset) {
    lines.get(partition).close(entry -> entry.offset() < offset, watermark(partition));
  }

  /** The topic loses the records from an offset on; new ones are not below the watermark. */
  public void truncated(int partition, long to) {
    lines.get(partition).lose(to, watermark(partition));
  }

  /** The watermark is wrong; it should be there. */
  public void mistaken(int partition, long watermark) {
    lines.get(partition).limit(watermark);
  }

  /** An operator sets the watermark right: before it is changed. */
  public void corrected(int partition, long to) {
    lines.get(partition).storeFrom(to, watermark(partition), topic.from(partition, 0));
  }

  /** The database knows an older watermark. */
  public void failedOver(int partition, long from, long to) {
    lines.get(partition).doubt(from, to);
  }

  /** Whether what a fail-over has lost is not stored again yet. */
  public boolean isInDoubt() {
    return IntStream.range(0, lines.size()).anyMatch(i -> lines.get(i).isInDoubt(watermark(i)));
  }

  private long watermark(int partition) {
    return watermarks.applyAsLong(partition);
  }
}
