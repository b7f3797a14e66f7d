package dev.tidewire.ingest.batch;

import dev.tidewire.platform.text.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one item of a body says, before its names are checked: one or more measurements of one
 * sensor at one time. Reused from item to item.
 */
public final class ReadingDraft {
  /** As many measurements are kept; with more, the draft is too large. */
  public static final int MAX_MEASUREMENTS = 10_000;

  /** As many characters the names of their metrics may have. */
  public static final int MAX_CHARACTERS = 1 << 20;

  private final Text sensor = new Text();
  private long timeMicros;
  private boolean hasTime;
  private long laterMicros;
  private boolean isLocal;
  private boolean isTimeNumber;
  private @Nullable String doubt;
  private boolean isNextInexact;
  private int inexact;
  private final List<String> repeatedMetrics = new ArrayList<>(0);
  private Measurement[] measurements = {new Measurement()};
  private int size;

  /** Of the metrics of all measurements but the last one. */
  private int characters;

  private boolean isTooLarge;

  /** Forgets the item before; the new one is of this time unless it sets one of its own. */
  public void begin(long receivedMicros) {
    sensor.clear();
    timeMicros = receivedMicros;
    hasTime = false;
    isLocal = false;
    isTimeNumber = false;
    doubt = null;
    isNextInexact = false;
    inexact = 0;
    repeatedMetrics.clear();
    size = 0;
    characters = 0;
    isTooLarge = false;
  }

  /** The sensor's name. */
  public Text sensor() {
    return sensor;
  }

  /** Sets the time, in microseconds since 1970. */
  public void setTimeMicros(long timeMicros) {
    this.timeMicros = timeMicros;
    hasTime = true;
  }

  /** Makes it one without a time of its own, of the time of receipt. */
  public void forgetTime(long receivedMicros) {
    timeMicros = receivedMicros;
    hasTime = false;
    isLocal = false;
  }

  /** Sets the time that a number since 1970 stands for, in microseconds. */
  public void setTimeOfNumber(long timeMicros) {
    setTimeMicros(timeMicros);
    isTimeNumber = true;
  }

  /** Says why the number may stand for another time; null if it cannot. */
  public void doubt(@Nullable String detail) {
    doubt = detail;
  }

  /** Why the number of the time may stand for another one, or null. */
  public @Nullable String doubt() {
    return doubt;
  }

  /**
   * Sets a local time, in microseconds since 1970.
   *
   * @param later another time that the clocks showed the same, or the same one
   */
  public void setLocalTimeMicros(long earlier, long later) {
    setTimeMicros(earlier);
    laterMicros = later;
    isLocal = true;
  }

  /** Notes that the next measurement's value is not exactly the number that was sent. */
  public void noteInexact() {
    isNextInexact = true;
  }

  /**
   * Adds a measurement.
   *
   * @param unit empty for none
   * @param tags as {@link Tags} writes them; empty for none
   * @return the name of its metric, to be filled
   */
  public Text measure(double value, Text unit, Text tags) {
    return next().set(value, unit, tags);
  }

  /** Adds a measurement of a series that is known, whose sensor is that of the item. */
  public void measure(double value, KnownSeries series) {
    if (sensor.isEmpty()) {
      series.sensor(sensor);
    }
    next().set(value, series);
  }

  /** Tells somebody the series of the last measurement, once the draft has been added. */
  public void tellSeries(Consumer<KnownSeries> whom) {
    measurements[size - 1].tell(whom);
  }

  private Measurement next() {
    characters += size == 0 ? 0 : measurements[size - 1].metricLength();
    isTooLarge |= size == MAX_MEASUREMENTS || characters > MAX_CHARACTERS;
    if (isTooLarge) {
      size = 0;
      characters = 0;
    }
    if (size == measurements.length) {
      measurements = Arrays.copyOf(measurements, size * 2);
      for (int i = size; i < measurements.length; i++) {
        measurements[i] = new Measurement();
      }
    }
    Measurement added = measurements[size++];
    added.isInexact = isNextInexact;
    added.isLeftOut = false;
    inexact += isNextInexact ? 1 : 0;
    isNextInexact = false;
    return added;
  }

  /** Whether there are more measurements, or longer names, than an item may have. */
  public boolean isTooLarge() {
    return isTooLarge;
  }

  /** The number of measurements. */
  public int size() {
    return size;
  }

  /** The metric of a measurement. */
  public Text metric(int i) {
    return measurements[i].metric();
  }

  /** The value of a measurement. */
  public double value(int i) {
    return measurements[i].value();
  }

  /** Once the draft has been added: whether the measurement was left out. */
  public boolean isLeftOut(int i) {
    return measurements[i].isLeftOut;
  }

  /** Once the draft has been added: the time of a measurement that was not left out. */
  public long timeMicros(int i) {
    return measurements[i].timeMicros;
  }

  /** The unit of a measurement whose series is not known yet, empty for none. */
  public Text unit(int i) {
    return measurements[i].unit();
  }

  /** The time, or the first one that it may be, in microseconds since 1970. */
  public long timeMicros() {
    return timeMicros;
  }

  /** Whether the item has set its time. */
  boolean hasTime() {
    return hasTime;
  }

  /** The last time that the item may have, in microseconds since 1970. */
  public long latestMicros() {
    return isLocal ? laterMicros : timeMicros;
  }

  /** Whether the item has set its time by a number. */
  public boolean isTimeNumber() {
    return isTimeNumber;
  }

  /** How many values that are not left out are not exactly the numbers that were sent. */
  public int inexact() {
    return inexact;
  }

  /**
   * Once the draft has been added: the metrics that an earlier measurement of the item has already,
   * so that these were left out.
   */
  public List<String> repeatedMetrics() {
    return repeatedMetrics;
  }

  /** Leaves out a measurement whose metric an earlier one has. */
  void leaveOut(int i) {
    repeatedMetrics.add(measurements[i].metric().toString());
    inexact -= measurements[i].isInexact ? 1 : 0;
    measurements[i].isLeftOut = true;
  }

  /** Whether the time was a local one. */
  boolean isLocal() {
    return isLocal;
  }

  /** Whether the time was a local one that clocks showed twice. */
  boolean isAmbiguous() {
    return isLocal && laterMicros != timeMicros;
  }

  Measurement measurement(int i) {
    return measurements[i];
  }
}
