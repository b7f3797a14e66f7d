package dev.tidewire.processing.group;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A leg of a consumer's way through a partition. One begins when the consumer gets the partition,
 * when it is sent to an offset, and when it goes back by itself. Polls of a leg follow one another
 * without gaps, so what they leave out held no record. A poll of an earlier leg is late.
 *
 * <p>The first leg is where the group has left off, which says nothing about the database: it is
 * not placed. Nor is one to which nobody has sent the consumer: it has gone back by itself, because
 * the topic was created again or has lost its end. A placed leg begins at the watermark of one
 * topic, known by its id.
 */
public final class Leg {
  private final long number;
  private final @Nullable UUID topicId;
  private final boolean hasGoneBack;
  private long watermark;
  private long lost = Long.MAX_VALUE;

  private Leg(long number, @Nullable UUID topicId, boolean hasGoneBack, long watermark) {
    this.number = number;
    this.topicId = topicId;
    this.hasGoneBack = hasGoneBack;
    this.watermark = watermark;
  }

  static Leg unplaced(long number) {
    return new Leg(number, null, false, 0);
  }

  static Leg back(long number) {
    return new Leg(number, null, true, 0);
  }

  static Leg placed(long number, UUID topicId, long watermark) {
    return new Leg(number, topicId, false, watermark);
  }

  /** Unique in this process, ascending. */
  public long number() {
    return number;
  }

  /** Whether it begins at a watermark. */
  public boolean isPlaced() {
    return topicId != null;
  }

  /** Whether the consumer has begun it by itself, at offsets that it had passed before. */
  public boolean hasGoneBack() {
    return hasGoneBack;
  }

  /** Whether it is placed on the topic with this id. */
  public boolean isOf(UUID id) {
    return id.equals(topicId);
  }

  /** The topic that it is placed on. All its polls are written under this id. */
  public UUID topicId() {
    return Objects.requireNonNull(topicId, "the leg is not placed");
  }

  /**
   * The highest watermark of the partition that the database has shown to this leg. A lower one
   * later means that the database has lost what it stored.
   */
  public synchronized long watermark() {
    return watermark;
  }

  /** The database has shown this watermark. */
  public synchronized void sees(long shown) {
    watermark = Math.max(watermark, shown);
  }

  /**
   * The database shows a lower watermark, from which another leg is to begin. False where it has
   * shown this leg one as low before: several may find it at once.
   */
  public synchronized boolean loses(long shown) {
    boolean isNew = shown < watermark && shown < lost;
    lost = Math.min(lost, shown);
    return isNew;
  }
}
