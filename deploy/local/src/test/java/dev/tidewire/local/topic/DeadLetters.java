package dev.tidewire.local.topic;

import dev.tidewire.contract.DeadLetterEnvelope;
import dev.tidewire.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The dead letters that have been written since this object was created. */
public final class DeadLetters implements AutoCloseable {
  /** One of them. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  public record Letter(DeadLetterEnvelope envelope, byte @Nullable [] value) {}

  private final List<Letter> letters = new ArrayList<>();
  private Tail tail = Tail.of(Topics.DEAD_LETTERS);

  /** All of them, up to the current end offsets of the topic. */
  public List<Letter> read() {
    tail.read(record -> letters.add(letter(record)));
    return List.copyOf(letters);
  }

  /** Must be called when the topic has been created again; every record in it is new. */
  public void reopen() {
    tail.close();
    tail = Tail.fromStart(Topics.DEAD_LETTERS);
  }

  private static Letter letter(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(
            header ->
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    return new Letter(DeadLetterEnvelope.fromHeaders(headers), record.value());
  }

  @Override
  public void close() {
    tail.close();
  }
}
