package dev.tidewire.query.http;

/** The Link header (RFC 8288) of a page that another follows. */
final class NextLink {
  private static final String CURSOR = "cursor=";

  private NextLink() {}

  /**
   * Links to the same request with another cursor, without host and scheme, which a proxy knows
   * better.
   *
   * @param uri path and query as they came
   * @param cursor base64url, which needs no escaping
   */
  static String header(String uri, String cursor) {
    int end = uri.indexOf('?');
    StringBuilder link =
        new StringBuilder("<").append(end < 0 ? uri : uri.substring(0, end)).append('?');
    if (end >= 0) {
      for (String parameter : uri.substring(end + 1).split("&")) {
        if (!parameter.startsWith(CURSOR) && !parameter.isEmpty()) {
          link.append(parameter).append('&');
        }
      }
    }
    return link.append(CURSOR).append(cursor).append(">; rel=\"next\"").toString();
  }
}
