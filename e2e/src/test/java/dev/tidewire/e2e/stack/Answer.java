package dev.tidewire.e2e.stack;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/** What a service answered, and how long it took. */
public record Answer(int status, HttpHeaders headers, String body, Duration took) {

  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }
}
