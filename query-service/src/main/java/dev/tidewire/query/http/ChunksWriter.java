package dev.tidewire.query.http;

import dev.tidewire.platform.database.DatabaseUnavailableException;
import dev.tidewire.query.answer.Chunks;
import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.HttpHeaders;
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
 * Sends a body chunk by chunk. The next chunk is fetched when the socket has taken the one before,
 * so a slow client slows its own stream and fills no memory. When the database fails in the middle
 * the connection is cut, or over HTTP/2 the stream is reset with an error: a response that ends
 * well is complete.
 */
@Provider
public class ChunksWriter implements ServerMessageBodyWriter<Chunks> {
  private static final Logger LOG = Logger.getLogger(ChunksWriter.class);

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType mediaType) {
    return Chunks.class.isAssignableFrom(type);
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return Chunks.class.isAssignableFrom(type);
  }

  @Override
  public void writeResponse(Chunks rows, Type genericType, ServerRequestContext context) {
    ResteasyReactiveRequestContext exchange = (ResteasyReactiveRequestContext) context;
    exchange.suspend();
    HttpServerResponse response = exchange.unwrap(HttpServerResponse.class);
    if (rows.hasNext() && !response.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
      response.setChunked(true);
    }
    send(rows, rows.first(), response, exchange);
  }

  private static void send(
      Chunks rows,
      byte[] chunk,
      HttpServerResponse response,
      ResteasyReactiveRequestContext exchange) {
    if (!rows.hasNext()) {
      response.end(Buffer.buffer(chunk)).onComplete(sent -> finish(rows, exchange));
      return;
    }
    response
        .write(Buffer.buffer(chunk))
        .onSuccess(taken -> sendNext(rows, response, exchange))
        // The client has gone.
        .onFailure(failure -> finish(rows, exchange));
  }

  private static void sendNext(
      Chunks rows, HttpServerResponse response, ResteasyReactiveRequestContext exchange) {
    rows.next()
        .onSuccess(next -> send(rows, next, response, exchange))
        .onFailure(failure -> cut(rows, response, failure, exchange));
  }

  private static void cut(
      Chunks rows,
      HttpServerResponse response,
      Throwable failure,
      ResteasyReactiveRequestContext exchange) {
    if (!response.closed()) {
      if (failure instanceof DatabaseUnavailableException) {
        LOG.warnf("A stream was cut short: %s", failure.getMessage());
      } else {
        LOG.error("A stream was cut short by a fault of this service", failure);
      }
      response.reset(Http2Error.INTERNAL_ERROR.code());
    }
    finish(rows, exchange);
  }

  private static void finish(Chunks rows, ResteasyReactiveRequestContext exchange) {
    rows.close();
    exchange.resume();
  }

  @Override
  public void writeTo(
      Chunks rows,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> httpHeaders,
      OutputStream entityStream) {
    throw new UnsupportedOperationException("rows are only written without blocking");
  }
}
