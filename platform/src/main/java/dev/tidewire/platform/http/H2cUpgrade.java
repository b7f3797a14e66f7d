package dev.tidewire.platform.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Settings;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * The upgrade of a connection from HTTP/1.1 to HTTP/2 (RFC 7540, section 3.2). Vert.x answers one
 * that is not well-formed without a body, and upgrades before it looks at the rest of the request.
 * One that is not plain is ignored instead, as a server may (RFC 9110, section 7.8): the request is
 * answered over HTTP/1.1.
 */
final class H2cUpgrade {
  private static final List<String> OPTIONS = List.of("upgrade", "http2-settings");
  private static final int SETTING_BYTES = Short.BYTES + Integer.BYTES;

  private H2cUpgrade() {}

  /** Takes the upgrade out of the request unless it is plain: well-formed and without a body. */
  static void ignoreUnlessPlain(HttpRequest request) {
    HttpHeaders headers = request.headers();
    if (headers.containsValue(
            HttpHeaderNames.UPGRADE, Http2CodecUtil.HTTP_UPGRADE_PROTOCOL_NAME, true)
        && !(isUpgradable(request) && isWellFormed(headers))) {
      headers.remove(HttpHeaderNames.UPGRADE);
    }
  }

  /** Whether nothing else can be wrong that is answered over HTTP/1.1 only. */
  private static boolean isUpgradable(HttpRequest request) {
    HttpHeaders headers = request.headers();
    return request.protocolVersion().equals(HttpVersion.HTTP_1_1)
        && !request.method().equals(HttpMethod.CONNECT)
        && headers.getAll(HttpHeaderNames.HOST).size() == 1
        && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
        && headers.get(HttpHeaderNames.CONTENT_LENGTH, "0").equals("0");
  }

  private static boolean isWellFormed(HttpHeaders headers) {
    String options = headers.get(HttpHeaderNames.CONNECTION, "");
    List<String> settings = headers.getAll(Http2CodecUtil.HTTP_UPGRADE_SETTINGS_HEADER);
    return Arrays.asList(options.toLowerCase(Locale.ROOT).replace(" ", "").split(","))
            .containsAll(OPTIONS)
        && settings.size() == 1
        && areSettings(settings.get(0));
  }

  private static boolean areSettings(String text) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      Http2Settings settings = new Http2Settings();
      while (bytes.remaining() >= SETTING_BYTES) {
        settings.put(bytes.getChar(), Long.valueOf(Integer.toUnsignedLong(bytes.getInt())));
      }
      return !bytes.hasRemaining();
    } catch (IllegalArgumentException noBase64OrOutOfRange) {
      return false;
    }
  }
}
