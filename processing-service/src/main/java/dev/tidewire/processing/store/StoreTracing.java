package dev.tidewire.processing.store;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Creates a span for each statement, as a child of the poll's span. The poll's span travels in the
 * subscription's context, because the work moves between threads. Names and attributes follow <a
 * href="https://opentelemetry.io/docs/specs/semconv/database/">OpenTelemetry's conventions</a>.
 */
@ApplicationScoped
public class StoreTracing {
  private static final String PARENT = "span";

  private final Tracer tracer;
  private final boolean isOff;

  @Inject
  StoreTracing(
      Tracer tracer, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean isTracingOff) {
    this.tracer = tracer;
    this.isOff = isTracingOff;
  }

  /** Creates no spans. */
  public static StoreTracing off() {
    return new StoreTracing(TracerProvider.noop().get(""), true);
  }

  /** Whether tracing is off. */
  public boolean isOff() {
    return isOff;
  }

  /** Runs the work so that the spans of its statements are children of the given span. */
  public <T> Uni<T> under(Span parent, Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              // A new context, because other polls may share the subscriber's.
              Context context = Context.of(PARENT, parent);
              Cancellable running =
                  work.get().subscribe().with(context, emitter::complete, emitter::fail);
              emitter.onTermination(running::cancel);
            });
  }

  /** Passes the subscriber's context to the attempt through a call that would lose it. */
  <T> Uni<T> carry(Function<Supplier<Uni<T>>, Uni<T>> over, Supplier<Uni<T>> attempt) {
    if (isOff) {
      return over.apply(attempt);
    }
    return Uni.createFrom().context(context -> over.apply(() -> under(parent(context), attempt)));
  }

  /** Runs the execution in a span that ends with it. */
  <T> Uni<T> trace(Statement statement, Uni<T> execution) {
    if (isOff) {
      return execution;
    }
    return Uni.createFrom()
        .context(
            context -> {
              Span span = begin(statement, parent(context));
              return execution
                  .onFailure()
                  .invoke(failure -> failed(span, failure))
                  .onTermination()
                  .invoke(span::end);
            });
  }

  private static Span parent(Context context) {
    return context.getOrElse(PARENT, Span::getInvalid);
  }

  private Span begin(Statement statement, Span parent) {
    if (!parent.getSpanContext().isValid()) {
      return Span.getInvalid();
    }
    return tracer
        .spanBuilder(statement.name())
        .setParent(io.opentelemetry.context.Context.root().with(parent))
        .setSpanKind(SpanKind.CLIENT)
        .setAttribute("db.system.name", "postgresql")
        .setAttribute("db.query.summary", statement.name())
        .setAttribute("db.query.text", statement.sql())
        .startSpan();
  }

  /** Leaves out the message, which may quote a refused row. */
  private static void failed(Span span, Throwable failure) {
    span.setStatus(StatusCode.ERROR);
    if (failure instanceof PgException refusal) {
      span.setAttribute("db.response.status_code", refusal.getSqlState());
      span.setAttribute("error.type", refusal.getSqlState());
    } else {
      span.setAttribute("error.type", failure.getClass().getName());
    }
  }
}
