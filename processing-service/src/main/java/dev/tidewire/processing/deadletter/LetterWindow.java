package dev.tidewire.processing.deadletter;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/**
 * Letters that are sent one behind the other, without waiting for the broker in between. One that
 * was acknowledged is not sent again.
 */
final class LetterWindow {
  private final List<DeadLetter> letters;
  private List<DeadLetter> left;

  LetterWindow(List<DeadLetter> letters) {
    this.letters = letters;
    this.left = letters;
  }

  List<DeadLetter> letters() {
    return letters;
  }

  /**
   * Completes when the broker has acknowledged all letters, or has answered for those that were
   * sent and refused one. Blocks while the broker does not know the topic; then the others wait for
   * the next time.
   */
  CompletionStage<Void> send(LetterProducer kafka) {
    List<CompletableFuture<Void>> sent = new ArrayList<>(left.size());
    for (DeadLetter letter : left) {
      CompletableFuture<Void> acknowledged = kafka.send(letter.toRecord());
      sent.add(acknowledged);
      if (acknowledged.isCompletedExceptionally()) {
        break;
      }
    }
    return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
        .whenComplete((done, failure) -> left = unacknowledged(sent));
  }

  private List<DeadLetter> unacknowledged(List<CompletableFuture<Void>> sent) {
    return IntStream.range(0, left.size())
        .filter(i -> i >= sent.size() || sent.get(i).isCompletedExceptionally())
        .mapToObj(left::get)
        .toList();
  }
}
