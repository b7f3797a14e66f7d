package dev.tidewire.e2e.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.tidewire.e2e.api.Api;
import dev.tidewire.e2e.api.Format;
import dev.tidewire.e2e.api.Reading;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Tidewire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/local/import}, from a file as a spreadsheet writes it to its readings in query. */
@ExtendWith(Calm.class)
class ImportIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int LINES = 60_000;
  private static final LocalDateTime START = LocalDateTime.parse("2026-10-01T00:00:00");
  private static final DateTimeFormatter BERLIN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Europe/Berlin"));
  private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm:ss");

  @TempDir private Path folder;
  private final Tidewire tidewire = Tidewire.shared();
  private final String sensor = "import-" + UUID.randomUUID();

  @Test
  void aFileWhoseImportWasKilled_isStoredOnceAndWhole() throws Exception {
    // Given
    Path file = Files.writeString(folder.resolve("station.csv"), file());
    Path bookmark = folder.resolve("station.csv.tidewire-import");

    // When
    Process killed = start(file);
    await().atMost(PATIENCE).until(() -> Files.exists(bookmark) || !killed.isAlive());
    killed.descendants().forEach(ProcessHandle::destroyForcibly);
    killed.waitFor();
    Process resumed = start(file);
    String shown = new String(resumed.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    // Then
    assertThat(resumed.waitFor()).as(shown).isZero();
    assertThat(shown)
        .contains("recognised: {delimiter=;, decimal=,}")
        .contains("2026-10-01T00:00:00Z  " + sensor + "  Temp = 0.5 °C")
        .contains("goes on behind line");
    Api api = new Api(tidewire);
    await().atMost(PATIENCE).until(() -> api.all(sensor, Format.CSV).size() == LINES);
    assertThat(api.all(sensor, Format.CSV)).isEqualTo(readings());
  }

  @Test
  void anHourThatClocksShowedTwice_isStoredWholeAlsoWhenTheFileGrowsInIt() throws Exception {
    // Given
    List<String> lines =
        IntStream.range(0, 20)
            .mapToObj(i -> "%s,%d%n".formatted(BERLIN.format(doubled(i)), i))
            .toList();
    Path file = folder.resolve("hour.csv");
    Files.writeString(file, "time,value\n" + String.join("", lines.subList(0, 10)) + "2026-10");

    // When
    Process first = start(file, "sensor=" + sensor, "timezone=Europe/Berlin");
    String shown = new String(first.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Files.writeString(file, "time,value\n" + String.join("", lines));
    Process second = start(file, "sensor=" + sensor, "timezone=Europe/Berlin");
    String shownThen = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    // Then
    assertThat(first.waitFor()).as(shown).isEqualTo(3);
    assertThat(shown)
        .contains("line 12 has no line end yet and was not sent")
        .contains("an hour that clocks showed twice is at the end of the file");
    assertThat(second.waitFor()).as(shownThen).isZero();
    Api api = new Api(tidewire);
    await().atMost(PATIENCE).until(() -> api.all(sensor, Format.CSV).size() == lines.size());
    assertThat(api.all(sensor, Format.CSV))
        .extracting(Reading::time, Reading::value)
        .containsExactlyElementsOf(
            IntStream.range(0, 20).mapToObj(i -> tuple(doubled(i), (double) i)).toList());
  }

  /** Every ten minutes from 01:50 on, in the night in which clocks are put back. */
  private static Instant doubled(int i) {
    return Instant.parse("2026-10-24T23:50:00Z").plusSeconds(600L * i);
  }

  private Process start(Path file) throws IOException {
    return start(
        file,
        "sensor=" + sensor,
        "wide=true",
        "header-units=true",
        "time-format=dd.MM.yyyy HH:mm:ss");
  }

  private Process start(Path file, String... parameters) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("tidewire.root"), "deploy/local/import").toString(),
                "--url",
                "http://127.0.0.1:" + tidewire.ingest().http().port(),
                file.toString(),
                "--"));
    command.addAll(List.of(parameters));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String file() {
    return IntStream.range(0, LINES)
        .mapToObj(
            i ->
                "%s;%s;NNW%n"
                    .formatted(FORM.format(START.plusSeconds(i)), value(i))
                    .replace('.', ','))
        .map(line -> line.replaceFirst("(\\d\\d),(\\d\\d),", "$1.$2."))
        .collect(Collectors.joining("", "Timestamp;Temp (°C);Wind\n", ""));
  }

  private List<Reading> readings() {
    return IntStream.range(0, LINES)
        .mapToObj(i -> new Reading(sensor, "Temp", time(i), Double.parseDouble(value(i)), "°C"))
        .toList();
  }

  private static Instant time(int i) {
    return START.plusSeconds(i).toInstant(ZoneOffset.UTC);
  }

  private static String value(int i) {
    return String.format(Locale.ROOT, "%d.5", i % 400);
  }
}
