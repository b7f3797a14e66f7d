package dev.tidewire.processing.pipeline;

import static java.util.Objects.requireNonNull;

import dev.tidewire.processing.deadletter.DeadLetterWriter;
import dev.tidewire.processing.intake.Poll.UndecodableRecord;
import dev.tidewire.processing.intake.RefusedReadings;
import dev.tidewire.processing.simulation.Bug;
import dev.tidewire.processing.simulation.Entry;
import dev.tidewire.processing.simulation.VirtualTime;
import dev.tidewire.processing.simulation.Weather;
import dev.tidewire.processing.store.LastError;
import dev.tidewire.processing.store.Outage;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** The dead-letter topic. Unlike the real writer it can fail, even after some of the letters. */
final class SimulatedDeadLetters implements DeadLetterWriter {
  /**
   * A dead letter; writing it again gives an equal one.
   *
   * @param value of the refused reading, or the number of the garbage
   */
  record Letter(int partition, long offset, double value) {}

  private final VirtualTime time;
  private final RandomGenerator random;
  private final Weather weather;
  private final Bug bug;
  private final Set<Letter> letters = new HashSet<>();

  SimulatedDeadLetters(VirtualTime time, RandomGenerator random, Weather weather, Bug bug) {
    this.time = time;
    this.random = random;
    this.weather = weather;
    this.bug = bug;
  }

  Set<Letter> letters() {
    return letters;
  }

  @Override
  public Uni<Void> write(
      List<UndecodableRecord> undecodable,
      List<RefusedReadings> refused,
      Executor worker,
      Runnable progress) {
    List<Letter> all = new ArrayList<>();
    undecodable.forEach(
        one ->
            all.add(
                new Letter(
                    one.source().partition(),
                    one.source().offset(),
                    Entry.garbageNumber(requireNonNull(one.source().value())))));
    refused.forEach(
        one ->
            all.add(
                new Letter(
                    one.source().partition(),
                    one.source().offset(),
                    one.readings().series().get(0).value(0))));
    Uni<Void> written = Uni.createFrom().voidItem();
    for (Letter letter : all) {
      written = written.chain(() -> write(letter)).invoke(progress);
    }
    if (bug == Bug.ACKNOWLEDGES_BEFORE_A_DEAD_LETTER) {
      written.subscribe().with(done -> {}, failure -> {});
      return Uni.createFrom().voidItem();
    }
    return written;
  }

  /** Always empty: a failing topic fails the poll, and the poll reports the outage. */
  @Override
  public Optional<Outage> outage() {
    return Optional.empty();
  }

  @Override
  public Optional<LastError> lastError() {
    return Optional.empty();
  }

  private Uni<Void> write(Letter letter) {
    return Uni.createFrom()
        .emitter(
            emitter ->
                time.after(
                    random.nextLong(20),
                    () -> {
                      boolean failed = weather.areDeadLettersDown() || weather.strikes();
                      if (!failed && !isLeftOut(letter)) {
                        letters.add(letter);
                      }
                      if (failed && bug != Bug.SKIPS_A_DEAD_LETTER_THAT_FAILED) {
                        emitter.fail(new IllegalStateException("the topic takes nothing"));
                      } else {
                        emitter.complete(null);
                      }
                    }));
  }

  private boolean isLeftOut(Letter letter) {
    return bug == Bug.WRITES_NO_SECOND_LETTER
        && letters.stream().anyMatch(other -> other.value() == letter.value());
  }
}
