package dev.tidewire.bench.measure;

import dev.tidewire.bench.load.Load;
import dev.tidewire.bench.machine.Part;
import dev.tidewire.bench.stack.MetricsPage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * Five minutes of posting and asking as fast as it goes. After each minute, when all is stored and
 * the services are at rest, a full collection shows what stays in each service's heap.
 */
final class SoakMeasurement {
  private static final int MINUTES = 5;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int BATCH = 1_000;
  private static final Duration SMALL_POLLS = Duration.ofSeconds(2);
  private static final Duration IDLE_WORKERS_END = Duration.ofSeconds(3);

  private final Rig rig;
  private final Consumer<String> progress;

  SoakMeasurement(Rig rig, Consumer<String> progress) {
    this.rig = rig;
    this.progress = progress;
  }

  SoakFigures measure() throws IOException, InterruptedException {
    Map<Part, List<Long>> live = new EnumMap<>(Part.class);
    Load asking = rig.queryLoads().range(rig.ports().query());
    long before = rig.accepted();
    for (int minute = 1; minute <= MINUTES; minute++) {
      postAndAsk(asking);
      comeToRest();
      for (Map.Entry<Part, Integer> service : servicePorts().entrySet()) {
        live.computeIfAbsent(service.getKey(), part -> new ArrayList<>())
            .add(liveBytes(service.getKey(), service.getValue()));
      }
      progress.accept("minute %d of %d: %s".formatted(minute, MINUTES, described(live)));
    }
    return new SoakFigures(live, rig.accepted() - before);
  }

  /**
   * Lets each minute end alike: the last polls stay in memory until the next ones come, and a
   * worker's last task stays until the worker ends.
   */
  private void comeToRest() throws IOException, InterruptedException {
    rig.post(1, 1, SMALL_POLLS);
    rig.settle();
    Thread.sleep(IDLE_WORKERS_END.toMillis());
  }

  private void postAndAsk(Load asking) throws IOException, InterruptedException {
    FutureTask<Object> asked = new FutureTask<>(() -> asking.runFor(MINUTE));
    new Thread(asked, "asking").start();
    rig.post(BATCH, IngestFigures.BATCH_CONNECTIONS, MINUTE);
    try {
      asked.get();
    } catch (ExecutionException e) {
      throw new IOException("The query service failed under load: " + e.getCause(), e);
    }
  }

  private Map<Part, Integer> servicePorts() {
    Map<Part, Integer> ports = new EnumMap<>(Part.class);
    ports.put(Part.INGEST, rig.ports().ingest());
    ports.put(Part.PROCESSING, rig.ports().processing());
    ports.put(Part.QUERY, rig.ports().query());
    return ports;
  }

  private long liveBytes(Part service, int port) throws IOException, InterruptedException {
    long pid = rig.processes().pid(service);
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process collection =
        new ProcessBuilder(jcmd, Long.toString(pid), "GC.run")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (collection.waitFor() != 0) {
      throw new IOException("jcmd cannot make the " + service.label() + " service collect");
    }
    return (long) MetricsPage.fetch(port).sum("jvm_memory_used_bytes", "area=\"heap\"");
  }

  private static String described(Map<Part, List<Long>> live) {
    List<String> texts = new ArrayList<>();
    live.forEach(
        (part, bytes) ->
            texts.add(
                "%s %.1f MiB live"
                    .formatted(part.label(), bytes.get(bytes.size() - 1) / 1048576.0)));
    return String.join(", ", texts);
  }
}
