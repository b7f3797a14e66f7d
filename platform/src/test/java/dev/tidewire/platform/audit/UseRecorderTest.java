package dev.tidewire.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidewire.platform.access.Reason;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class UseRecorderTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What happens to a record that is sent. */
  enum Fate {
    ACKNOWLEDGED,
    ACKNOWLEDGEMENT_LOST,
    LOST,
    LATE
  }

  private final List<String> topic = new ArrayList<>();
  private final Deque<CompletableFuture<Void>> late = new ArrayDeque<>();
  private Fate fate = Fate.ACKNOWLEDGED;
  private String lastSent = "";
  private long lastId;
  private final UseRecorder uses =
      new UseRecorder(
          new AuditJson("tidewire-query"),
          Clock.systemUTC(),
          this::send,
          () -> new UUID(0, ++lastId));

  /** Whatever Kafka does, whoever counts each id once counts each use once. */
  @Property(tries = 300)
  void countsEachUseOnce(@ForAll @Size(max = 30) List<Fate> fates) throws Exception {
    // Given
    UseRecorderTest run = new UseRecorderTest();
    long counted = 0;

    // When
    for (Fate next : fates) {
      run.fate = next;
      for (int i = 0; i < 3; i++) {
        run.uses.count(use(i % 2));
        counted++;
      }
      run.uses.take();
      var unused = run.uses.write();
    }
    run.fate = Fate.ACKNOWLEDGED;
    run.late.forEach(it -> it.completeExceptionally(new TimeoutException()));
    for (int i = 0; i < 2; i++) {
      run.uses.write().get();
    }

    // Then
    assertThat(run.uses.unwritten()).isZero();
    assertThat(run.sumOfEachId()).isEqualTo(counted);
  }

  @Test
  void whatWaitsIsCountedTogether_behindWhatMayBeOnTheTopic() throws Exception {
    // Given
    fate = Fate.LOST;
    countAndWrite(1);
    String first = lastSent;

    // When
    for (int i = 0; i < 10; i++) {
      countAndWrite(1);
      countAndWrite(2);
    }

    // Then
    assertThat(lastSent).isEqualTo(first);
    assertThat(uses.unwritten()).isEqualTo(3);

    // When
    fate = Fate.ACKNOWLEDGED;
    uses.write().get();
    assertThat(uses.unwritten()).isEqualTo(2);
    uses.write().get();

    // Then
    assertThat(uses.unwritten()).isZero();
    assertThat(topic).hasSize(3);
    assertThat(sumOfEachId()).isEqualTo(21);
  }

  @Test
  void aRoundThatIsUnderWayIsNotSentAgain() {
    fate = Fate.LATE;
    countAndWrite(1);
    countAndWrite(1);

    assertThat(late).hasSize(1);
  }

  @Test
  void atTheEndAllIsWritten() throws Exception {
    fate = Fate.LOST;
    countAndWrite(1);
    uses.count(use(2));
    uses.take();
    fate = Fate.ACKNOWLEDGED;

    uses.writeRest().get();

    assertThat(uses.unwritten()).isZero();
    assertThat(sumOfEachId()).isEqualTo(2);
  }

  private CompletableFuture<Void> send(String json) {
    lastSent = json;
    return switch (fate) {
      case ACKNOWLEDGED -> {
        topic.add(json);
        yield CompletableFuture.completedFuture(null);
      }
      case ACKNOWLEDGEMENT_LOST -> {
        topic.add(json);
        yield CompletableFuture.failedFuture(new TimeoutException());
      }
      case LOST -> CompletableFuture.failedFuture(new TimeoutException());
      case LATE -> {
        late.add(new CompletableFuture<>());
        yield late.getLast();
      }
    };
  }

  private void countAndWrite(int address) {
    uses.count(use(address));
    uses.take();
    var unused = uses.write();
  }

  private long sumOfEachId() throws JsonProcessingException {
    Map<String, Long> counts = new HashMap<>();
    for (String record : topic) {
      JsonNode json = JSON.readTree(record);
      counts.put(json.at("/id").textValue(), json.at("/count").longValue());
    }
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static Use use(int number) {
    return Use.ofStranger("sensors", "192.0.2." + number, Reason.NO_CREDENTIAL);
  }
}
