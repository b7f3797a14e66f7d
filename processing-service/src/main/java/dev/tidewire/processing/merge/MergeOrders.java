package dev.tidewire.processing.merge;

import dev.tidewire.processing.chunk.Checked;
import dev.tidewire.processing.chunk.Merged;
import dev.tidewire.processing.merge.MergeOrder.Kind;
import dev.tidewire.processing.merge.MergeOrder.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The orders of operators, one at a time. They end with the process. */
@ApplicationScoped
class MergeOrders {
  private final Clock clock;
  private @Nullable MergeOrder last;

  MergeOrders(Clock clock) {
    this.clock = clock;
  }

  /** Begins an order; empty while another one runs. */
  synchronized Optional<MergeOrder> begin(Kind kind) {
    if (running().isPresent()) {
      return Optional.empty();
    }
    last = MergeOrder.begun(kind, clock.instant());
    return last();
  }

  synchronized Optional<MergeOrder> last() {
    return Optional.ofNullable(last);
  }

  synchronized Optional<MergeOrder> running() {
    return last().filter(order -> order.state() == State.RUNNING);
  }

  void did(Merged merged) {
    change(order -> order.did(merged));
  }

  void checked(Checked checked) {
    change(order -> order.checked(checked));
  }

  void skippedOne() {
    change(MergeOrder::skippedOne);
  }

  void done() {
    change(order -> order.ended(clock.instant(), null));
  }

  void failed(String cause) {
    change(order -> order.ended(clock.instant(), cause));
  }

  private synchronized void change(UnaryOperator<MergeOrder> change) {
    running().ifPresent(order -> last = change.apply(order));
  }
}
