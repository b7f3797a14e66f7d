package dev.tidewire.ingest.fairness;

import dev.tidewire.platform.access.SensorPatterns;
import dev.tidewire.platform.text.JsonText;
import dev.tidewire.platform.text.KeyedHash;
import dev.tidewire.platform.text.Utf8Writer;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What clients and sensors have of their limits, at this process. Its memory has a bound, whoever
 * sends for whichever sensors. Thread-safe.
 */
public final class Fairness {
  private static final int CLIENTS = 1 << 14;
  private static final int SENSORS = 1 << 16;

  private final @Nullable Limit usual;
  private final @Nullable Limit ofSensor;
  private final KeyedHash hashes = new KeyedHash();
  private final LongSupplier nanos;
  private final InstantSource clock;
  private final Consumer<LimitKind> limited;
  private final ClientTable clients = new ClientTable();
  private final BucketTable clientBuckets;
  private final BucketTable sensorBuckets;

  /**
   * Begins with nobody.
   *
   * @param usual of clients without a limit of their own; null for none
   * @param ofSensor of each sensor; null for none
   * @param nanos from 0 on
   * @param limited called for each request of which a limit refuses something
   */
  public Fairness(
      @Nullable Limit usual,
      @Nullable Limit ofSensor,
      LongSupplier nanos,
      InstantSource clock,
      Consumer<LimitKind> limited) {
    this.usual = usual;
    this.ofSensor = ofSensor;
    this.nanos = nanos;
    this.clock = clock;
    this.limited = limited;
    this.clientBuckets = new BucketTable(CLIENTS, nanos);
    this.sensorBuckets = new BucketTable(ofSensor == null ? BucketTable.WAYS : SENSORS, nanos);
  }

  /**
   * What a request may send.
   *
   * @param kind of the name of its sender
   * @param own the limit that it has instead of the usual one, if it has
   * @param writable the sensors for which it may send
   * @param isWhole whether a sensor beyond its limit refuses all
   */
  public Share share(
      String kind, String name, @Nullable Limit own, SensorPatterns writable, boolean isWhole) {
    long key = hashes.of(kind + ' ' + name);
    Limit limit = own == null ? usual : own;
    ClientUse use = clients.of(key, () -> new ClientUse(kind, name, clock.instant()));
    use.within(limit);
    SensorShare sensors =
        ofSensor == null ? null : new SensorShare(sensorBuckets, hashes, ofSensor, key);
    return new Share(
        writable, isWhole, new Client(key, use, limit, clientBuckets, nanos, limited), sensors);
  }

  /** What the clients have sent, as JSON: first those that send most at present. */
  public byte[] report() {
    long now = nanos.getAsLong();
    List<Row> all =
        clients.all().entrySet().stream()
            .map(one -> new Row(one.getKey(), one.getValue(), one.getValue().perSecond(now)))
            .sorted(
                Comparator.comparingDouble(Row::perSecond)
                    .reversed()
                    .thenComparing(row -> row.use.name()))
            .toList();
    Utf8Writer out = new Utf8Writer(256 * all.size() + 64);
    out.text("{\"of\":").text(JsonText.quoted("this instance since it started"));
    String separator = ",\"clients\":[";
    for (Row row : all) {
      row.use.write(out.text(separator), row.perSecond, left(row.key, row.use));
      separator = ",";
    }
    out.text(all.isEmpty() ? ",\"clients\":[]" : "]");
    return out.text(",\"forgotten\":").integer(clients.forgotten()).ascii('}').toByteArray();
  }

  private record Row(long key, ClientUse use, double perSecond) {}

  private long left(long key, ClientUse use) {
    Limit limit = use.limit();
    return limit == null ? 0 : clientBuckets.level(key, key, limit).left();
  }
}
