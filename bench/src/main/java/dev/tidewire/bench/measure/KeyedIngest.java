package dev.tidewire.bench.measure;

import dev.tidewire.bench.load.LoadResult;
import dev.tidewire.bench.report.Row;
import dev.tidewire.bench.report.Unit;
import dev.tidewire.bench.rig.Compared;
import dev.tidewire.bench.rig.Intake;
import dev.tidewire.bench.rig.Rig;
import dev.tidewire.bench.rig.Turn;
import dev.tidewire.bench.stack.IngestProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What it costs to ask for a key: one ingest that does beside one that does not, which are the same
 * in all else.
 */
final class KeyedIngest {
  private static final int BATCH = 100;

  /** Authentication may cost a twentieth. */
  private static final double LEAST_SHARE = 0.95;

  /** As many keys as an installation has. */
  private static final int KEYS = 100;

  private KeyedIngest() {}

  static Row measure(Rig rig, Duration turn) throws IOException, InterruptedException {
    Path keys = Files.createTempFile("tidewire-keys", ".json");
    try {
      Files.writeString(keys, keys());
      Map<String, String> asking =
          Map.of(
              "tidewire.security.mode",
              "api-keys",
              "tidewire.security.api-keys.file",
              keys.toString());
      try (IngestProcess keyed = new IngestProcess(rig.stack(), asking);
          IngestProcess open =
              new IngestProcess(rig.stack(), Map.of("tidewire.security.mode", "none"))) {
        Turn<LoadResult> ours =
            warm(rig, keyed, "Authorization: Bearer " + key(KEYS / 2) + "\r\n", turn);
        Turn<LoadResult> limit = warm(rig, open, "", turn);
        Compared<LoadResult> results = Compared.rounds("without keys", ours, limit);
        return results.row(
            "acknowledged with API keys, batches of %d, %d connections"
                .formatted(BATCH, Intake.BATCH_CONNECTIONS),
            Unit.READINGS_PER_SECOND,
            result -> result.perSecond() * BATCH,
            LEAST_SHARE);
      }
    } finally {
      Files.delete(keys);
    }
  }

  private static Turn<LoadResult> warm(Rig rig, IngestProcess ingest, String fields, Duration turn)
      throws IOException, InterruptedException {
    Turn<LoadResult> warmUp =
        () -> rig.intake().post(ingest.port(), fields, BATCH, Rig.WARM_UP_TURN);
    rig.warmUp("ingest, 100 readings a request", () -> warmUp.run().perSecond());
    return () -> {
      rig.settle();
      return rig.intake().post(ingest.port(), fields, BATCH, turn);
    };
  }

  private static String keys() {
    return IntStream.range(0, KEYS)
        .mapToObj(
            i ->
                """
                {"id":"bench%d","sha256":"%s","scopes":["ingest"],"write":["plant-*"]}"""
                    .formatted(i, sha256(key(i))))
        .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
  }

  private static String key(int number) {
    return "tw_bench%d_%s".formatted(number, "Abc-_".repeat(8) + "xyz");
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
