package dev.tidewire.bench.rig;

import java.io.IOException;
import java.util.function.DoubleSupplier;

/**
 * Repeats the work to be measured until it gets no faster and the JIT compilers rest. On few busy
 * cores they take a minute and more, and until then a figure measures them.
 */
public final class WarmUp {
  private static final double FASTER = 1.02;
  private static final double BUSY_COMPILING = 0.05;
  private static final int TURNS_WITHOUT_PROGRESS = 5;
  static final int MOST_TURNS = 40;

  private WarmUp() {}

  /**
   * Runs turns until five in a row are not faster and leave the compilers at rest, but at most 40.
   *
   * @param compiling the share of the compilers in the CPU of the last turn
   * @return how many there were
   */
  public static int by(Turn<Double> perSecond, DoubleSupplier compiling)
      throws IOException, InterruptedException {
    double best = 0;
    int turns = 0;
    int withoutProgress = 0;
    while (withoutProgress < TURNS_WITHOUT_PROGRESS && turns < MOST_TURNS) {
      double speed = perSecond.run();
      turns++;
      boolean isAtRest = compiling.getAsDouble() < BUSY_COMPILING;
      boolean isWarm = isAtRest && speed < best * FASTER;
      withoutProgress = isWarm ? withoutProgress + 1 : 0;
      best = Math.max(best, speed);
    }
    return turns;
  }
}
