package dev.tidewire.e2e.stack;

import dev.tidewire.contract.DeadLetterEnvelope;
import dev.tidewire.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The dead letters that were written since this was made. */
public final class DeadLetters implements AutoCloseable {
  /** One of them. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  public record Letter(DeadLetterEnvelope envelope, byte @Nullable [] value) {}

  private Tail tail = Tail.of(Topics.DEAD_LETTERS);

  /** Those that have come since the last call. */
  public List<Letter> read() {
    List<Letter> letters = new ArrayList<>();
    tail.read(record -> letters.add(letter(record)));
    return letters;
  }

  /** To be called when someone has made the topic anew: all that is in it counts. */
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
