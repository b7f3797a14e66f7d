package dev.tidewire.e2e.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.e2e.stack.Answer;
import dev.tidewire.e2e.stack.Http;
import dev.tidewire.e2e.stack.Tidewire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Sends and reads readings as a user would. */
public final class Api {
  private final Http ingest;
  private final Http query;

  /** Uses the services that there are now. */
  public Api(Tidewire tidewire) {
    ingest = tidewire.ingest().http();
    query = tidewire.query().http();
  }

  /** Sends readings, all of which must be accepted. */
  public void send(Format format, List<Reading> readings) {
    assertThat(post("", format, format.write(readings)))
        .isEqualTo("202 {\"accepted\":" + readings.size() + "}");
  }

  /** Sends a body unchanged, and returns the status and body of the answer. */
  public String post(String parameters, Format format, String body) {
    return text(
        ingest.post(
            "/v1/readings" + parameters,
            body.getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            format.mediaType()));
  }

  /** As {@link #post}, with a compressed body. */
  public String postGzipped(Format format, String body) {
    return text(
        ingest.post(
            "/v1/readings",
            gzip(body),
            "Content-Type",
            format.mediaType(),
            "Content-Encoding",
            "gzip"));
  }

  private static String text(Answer answer) {
    return answer.status() + " " + answer.body();
  }

  /** The latest reading of each metric; empty while nothing is known of the sensor. */
  public List<Reading> latest(String sensor) {
    Answer answer = query.get("/v1/latest?sensor=" + sensor);
    return answer.status() == 404 ? List.of() : Format.JSON.read(answer.body());
  }

  /** All readings of a sensor in one answer; empty while nothing is known of it. */
  public List<Reading> all(String sensor, Format format) {
    Answer answer = query.get("/v1/readings?sensor=" + sensor, "Accept", format.mediaType());
    return answer.status() == 404 ? List.of() : format.read(answer.body());
  }

  /** The pages of a sensor's readings, as JSON, by following the cursors. */
  public List<List<Reading>> pages(String sensor, int limit) {
    List<List<Reading>> pages = new ArrayList<>();
    String path = "/v1/readings?sensor=" + sensor + "&limit=" + limit;
    String cursor = "";
    do {
      String body = query.get(path + cursor, "Accept", Format.JSON.mediaType()).body();
      pages.add(Format.JSON.read(body));
      String next = Format.tree(body).path("next").textValue();
      cursor = next == null ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());
    return pages;
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
