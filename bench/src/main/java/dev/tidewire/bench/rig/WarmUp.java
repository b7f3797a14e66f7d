package dev.tidewire.bench.rig;

import java.io.IOException;

/**
 * Repeats the work to be measured until it gets no faster. On few busy cores the JIT compilers take
 * a minute and more, and until then a figure measures them.
 */
public final class WarmUp {
  private static final double FASTER = 1.02;
  private static final int TURNS_WITHOUT_PROGRESS = 5;
  private static final int MOST_TURNS = 40;

  private WarmUp() {}

  /** Runs turns until five in a row are not faster, but at most 40; returns how many there were. */
  public static int by(Turn<Double> perSecond) throws IOException, InterruptedException {
    double best = 0;
    int turns = 0;
    int withoutProgress = 0;
    while (withoutProgress < TURNS_WITHOUT_PROGRESS && turns < MOST_TURNS) {
      double speed = perSecond.run();
      turns++;
      withoutProgress = speed < best * FASTER ? withoutProgress + 1 : 0;
      best = Math.max(best, speed);
    }
    return turns;
  }
}
