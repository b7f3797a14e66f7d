package dev.tidewire.query.http;

import dev.tidewire.query.answer.ReadingStream;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Sends a stream chunk by chunk. The next chunk is fetched when the socket has taken the one
 * before, so a slow client slows its own stream and fills no memory. When the database fails in the
 * middle the connection is cut: a response that ends well is complete.
 */
@Provider
public class ReadingStreamWriter implements ServerMessageBodyWriter<ReadingStream> {
  private static final Logger LOG = Logger.getLogger(ReadingStreamWriter.class);

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType mediaType) {
    return type == ReadingStream.class;
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == ReadingStream.class;
  }

  @Override
  public void writeResponse(
      ReadingStream readings, Type genericType, ServerRequestContext context) {
    ResteasyReactiveRequestContext exchange = (ResteasyReactiveRequestContext) context;
    exchange.suspend();
    HttpServerResponse response = exchange.unwrap(HttpServerResponse.class);
    if (readings.hasNext()) {
      response.setChunked(true);
    }
    send(readings, readings.first(), response, exchange);
  }

  private static void send(
      ReadingStream readings,
      byte[] chunk,
      HttpServerResponse response,
      ResteasyReactiveRequestContext exchange) {
    if (!readings.hasNext()) {
      response.end(Buffer.buffer(chunk)).onComplete(sent -> finish(readings, exchange));
      return;
    }
    response
        .write(Buffer.buffer(chunk))
        .compose(taken -> readings.next())
        .onSuccess(next -> send(readings, next, response, exchange))
        .onFailure(failure -> cut(readings, response, failure, exchange));
  }

  private static void cut(
      ReadingStream readings,
      HttpServerResponse response,
      Throwable failure,
      ResteasyReactiveRequestContext exchange) {
    if (!response.closed()) {
      LOG.warnf("Cut a stream of readings short: %s", failure.getMessage());
      response.reset();
    }
    finish(readings, exchange);
  }

  private static void finish(ReadingStream readings, ResteasyReactiveRequestContext exchange) {
    readings.close();
    exchange.resume();
  }

  @Override
  public void writeTo(
      ReadingStream readings,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> httpHeaders,
      OutputStream entityStream) {
    throw new UnsupportedOperationException("readings are only written without blocking");
  }
}
