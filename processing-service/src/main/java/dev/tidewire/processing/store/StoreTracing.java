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
 * Makes a span of each statement under that of the poll that needs it. The poll's goes with the
 * subscription, because its work goes from thread to thread. Names and attributes are those of <a
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

  /** Makes no spans. */
  public static StoreTracing off() {
    return new StoreTracing(TracerProvider.noop().get(""), true);
  }

  /** Whether it makes no spans. */
  public boolean isOff() {
    return isOff;
  }

  /** The work, the spans of whose statements are children of the given one. */
  public <T> Uni<T> under(Span parent, Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              // A context of its own: that of the subscriber may be shared with other polls.
              Context context = Context.of(PARENT, parent);
              Cancellable running =
                  work.get().subscribe().with(context, emitter::complete, emitter::fail);
              emitter.onTermination(running::cancel);
            });
  }

  /** Calls what loses the context of its subscriber, so that the attempt has it nevertheless. */
  <T> Uni<T> carry(Function<Supplier<Uni<T>>, Uni<T>> over, Supplier<Uni<T>> attempt) {
    if (isOff) {
      return over.apply(attempt);
    }
    return Uni.createFrom().context(context -> over.apply(() -> under(parent(context), attempt)));
  }

  /** The execution in a span, which ends with it. */
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

  /** Without the message, which may quote the row that was refused. */
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
