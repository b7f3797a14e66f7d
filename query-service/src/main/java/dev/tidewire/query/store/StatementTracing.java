package dev.tidewire.query.store;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.vertx.core.AsyncResult;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Creates a span for each statement, with the wait for a connection, as a child of the request's
 * span. Costs nothing when tracing is off. Names and attributes are those of OpenTelemetry's
 * semantic conventions for database clients.
 */
@Singleton
class StatementTracing {
  private final Tracer tracer;
  private final boolean isOff;

  StatementTracing(
      Tracer tracer, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean isOff) {
    this.tracer = tracer;
    this.isOff = isOff;
  }

  Span begin(Statement statement) {
    if (isOff) {
      return Span.getInvalid();
    }
    return tracer
        .spanBuilder("SELECT")
        .setSpanKind(SpanKind.CLIENT)
        .setAttribute("db.system.name", "postgresql")
        .setAttribute("db.operation.name", "SELECT")
        .setAttribute("db.query.text", statement.sql())
        .startSpan();
  }

  static void end(Span span, AsyncResult<?> result) {
    if (result.failed()) {
      // Without the message, which may quote a row.
      span.setStatus(StatusCode.ERROR);
      span.setAttribute("error.type", result.cause().getClass().getName());
    }
    span.end();
  }
}
