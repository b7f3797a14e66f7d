package dev.tidewire.bench.rig;

import dev.tidewire.bench.load.BatchFormat;
import dev.tidewire.bench.load.Load;
import dev.tidewire.bench.load.LoadResult;
import dev.tidewire.bench.load.ReadingStream;
import dev.tidewire.bench.load.ReadingsRequests;
import dev.tidewire.bench.load.StreamRequests;
import dev.tidewire.bench.load.WireFormat;
import dev.tidewire.bench.load.Workload;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Posts readings to ingest, and counts those that it has accepted. */
public final class Intake {
  public static final String PATH = "/v1/readings";

  /** Clients that post batches. */
  public static final int BATCH_CONNECTIONS = 4;

  public static final int ACCEPTED = 202;

  private final int port;
  private final long firstMillis = System.currentTimeMillis();
  private final AtomicLong nextMillis = new AtomicLong(firstMillis);
  private long accepted;
  private long stored;
  private long refusals;

  Intake(int port) {
    this.port = port;
  }

  /** The time of the first readings in epoch milliseconds; each sensor has one a millisecond. */
  public long firstMillis() {
    return firstMillis;
  }

  /** The time of the next readings. */
  public long nextMillis() {
    return nextMillis.get();
  }

  /** How many readings were accepted since the start. */
  public long accepted() {
    return accepted;
  }

  /** How many the database holds when all are stored; of those with the same key one. */
  public long toBeHeld() {
    return stored;
  }

  /** How many requests were refused as too busy. */
  public long refusals() {
    return refusals;
  }

  /** Everything that was accepted has been deleted from the database. */
  public void forget() {
    stored = 0;
  }

  /** Requests that post batches to {@code port}. */
  public Load posting(int port, int batch, int connections) {
    return posting(port, "", batch, connections);
  }

  private Load posting(int port, String fields, int batch, int connections) {
    List<ReadingsRequests> requests =
        IntStream.range(0, connections)
            .mapToObj(number -> new ReadingsRequests(PATH, fields, batch, nextMillis, number))
            .toList();
    return new Load(port, requests, ACCEPTED);
  }

  /** Posts readings for this duration. */
  public LoadResult post(int batch, int connections, Duration duration)
      throws IOException, InterruptedException {
    return count(posting(port, batch, connections).runFor(duration), batch, 0);
  }

  /**
   * Posts readings for this duration to another ingest of the same stack.
   *
   * @param fields more header fields of each request, each with its line end
   */
  public LoadResult post(int port, String fields, int batch, Duration duration)
      throws IOException, InterruptedException {
    return count(posting(port, fields, batch, BATCH_CONNECTIONS).runFor(duration), batch, 0);
  }

  /** Posts this number of readings. */
  public LoadResult post(int batch, long readings) throws IOException, InterruptedException {
    return count(posting(port, batch, BATCH_CONNECTIONS).run(readings / batch), batch, 0);
  }

  /** Posts the next batches of the stream. */
  public LoadResult post(ReadingStream stream, long batches)
      throws IOException, InterruptedException {
    long before = stream.corrections();
    LoadResult result = new Load(port, requests(stream), ACCEPTED).run(batches);
    return count(result, Workload.BATCH, stream.corrections() - before);
  }

  /** Posts batches of the stream in a format for this duration. */
  public LoadResult post(ReadingStream stream, WireFormat format, Duration duration)
      throws IOException, InterruptedException {
    long before = stream.corrections();
    LoadResult result =
        new Load(port, requests(stream, format), format.accepted()).runFor(duration);
    return count(result, Workload.BATCH, stream.corrections() - before);
  }

  /** Posts the next batches of the stream, one a period. */
  public LoadResult post(
      ReadingStream stream,
      List<? extends Supplier<byte[]>> requests,
      Duration period,
      Duration duration)
      throws IOException, InterruptedException {
    long before = stream.corrections();
    LoadResult result = new Load(port, requests, ACCEPTED).runAtRate(period, duration);
    return count(result, Workload.BATCH, stream.corrections() - before);
  }

  /** The requests of each connection, as JSON. */
  public static List<StreamRequests> requests(ReadingStream stream) {
    return requests(stream, WireFormat.JSON);
  }

  private static List<StreamRequests> requests(ReadingStream stream, WireFormat format) {
    BatchFormat batches = format.batches(stream.workload().series());
    return IntStream.range(0, BATCH_CONNECTIONS)
        .mapToObj(number -> new StreamRequests(stream, batches, format.path()))
        .toList();
  }

  private LoadResult count(LoadResult result, int batch, long corrections) {
    accepted += result.requests() * batch;
    stored += result.requests() * batch - corrections;
    refusals += result.refusals();
    return result;
  }
}
