package dev.tidewire.ingest.kafka;

import dev.tidewire.contract.receipt.Place;
import dev.tidewire.contract.receipt.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Where the records of one request are. Thread-safe. */
final class RecordPlaces {
  private final List<Place> places = new ArrayList<>();
  private long sentMillis;
  private boolean isKnown = true;

  /**
   * @param sentMillis the time of records whose time the broker does not tell
   */
  RecordPlaces(long sentMillis) {
    this.sentMillis = sentMillis;
  }

  /** The broker does not tell the place of a record that it had got before. */
  synchronized void add(RecordMetadata record) {
    isKnown &= record.hasOffset();
    if (isKnown) {
      places.add(new Place(record.partition(), record.offset()));
    }
    if (record.hasTimestamp()) {
      sentMillis = Math.min(sentMillis, record.timestamp());
    }
  }

  /** The receipt; null if the places are not known, or are too many. */
  synchronized @Nullable Receipt receipt(UUID topicId) {
    return isKnown && sentMillis >= 0 && Receipt.fits(places)
        ? new Receipt(Receipt.topic(topicId), sentMillis, places)
        : null;
  }
}
