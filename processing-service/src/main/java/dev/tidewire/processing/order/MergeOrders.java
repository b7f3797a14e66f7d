package dev.tidewire.processing.order;

import dev.tidewire.processing.chunk.Checked;
import dev.tidewire.processing.chunk.Merged;
import dev.tidewire.processing.order.MergeOrder.Kind;
import dev.tidewire.processing.order.MergeOrder.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The orders of operators, one at a time. They end with the process. */
@ApplicationScoped
public class MergeOrders {
  private final Clock clock;
  private @Nullable MergeOrder last;

  /** None yet. */
  public MergeOrders(Clock clock) {
    this.clock = clock;
  }

  /** Begins an order; empty while another one runs. */
  public synchronized Optional<MergeOrder> begin(Kind kind) {
    if (running().isPresent()) {
      return Optional.empty();
    }
    last = MergeOrder.begun(kind, clock.instant());
    return last();
  }

  /** The last one, whether it runs or not. */
  public synchronized Optional<MergeOrder> last() {
    return Optional.ofNullable(last);
  }

  /** The one that runs. */
  public synchronized Optional<MergeOrder> running() {
    return last().filter(order -> order.state() == State.RUNNING);
  }

  /** It has merged this. */
  public void did(Merged merged) {
    change(order -> order.did(merged));
  }

  /** It has checked this. */
  public void checked(Checked checked) {
    change(order -> order.checked(checked));
  }

  /** It has left out a home or a group. */
  public void skippedOne() {
    change(MergeOrder::skippedOne);
  }

  /** Nothing of it is left. */
  public void done() {
    change(order -> order.ended(clock.instant(), null));
  }

  /** It ends here. */
  public void failed(String cause) {
    change(order -> order.ended(clock.instant(), cause));
  }

  private synchronized void change(UnaryOperator<MergeOrder> change) {
    running().ifPresent(order -> last = change.apply(order));
  }
}
