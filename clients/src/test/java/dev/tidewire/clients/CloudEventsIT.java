package dev.tidewire.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.MessageWriter;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.OffsetDateTime;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** io.cloudevents:cloudevents-http-basic: what its writer sends is answered by query. */
class CloudEventsIT {
  private final RunningStack stack = RunningStack.shared();

  @Test
  void binary() throws IOException, InterruptedException {
    // When
    int status = post(writer -> writer.writeBinary(event("Kessel 7")));

    // Then
    assertThat(status).isEqualTo(202);
    stack.awaitValue("Kessel 7", "temperature", "71.3");
  }

  @Test
  void structured() throws IOException, InterruptedException {
    // When
    int status = post(writer -> writer.writeStructured(event("boiler-ce"), new JsonFormat()));

    // Then
    assertThat(status).isEqualTo(202);
    stack.awaitValue("boiler-ce", "temperature", "71.3");
  }

  private int post(Consumer<MessageWriter<?, ?>> write) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(stack.ingest() + "/v1/readings"));
    write.accept(
        HttpMessageFactory.createWriter(
            request::header, body -> request.POST(HttpRequest.BodyPublishers.ofByteArray(body))));
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static CloudEvent event(String subject) {
    return CloudEventBuilder.v1()
        .withId("1")
        .withSource(URI.create("/plant/7"))
        .withType("org.example.reading")
        .withSubject(subject)
        .withTime(OffsetDateTime.now())
        .withData("application/json", "{\"temperature\":71.3}".getBytes(UTF_8))
        .build();
  }
}
