package dev.tidewire.ingest.fairness;

import dev.tidewire.platform.text.JsonText;
import dev.tidewire.platform.text.Utf8Writer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one client has sent since it was first seen. Thread-safe. */
final class ClientUse {
  private static final int LONGEST_NAME = 256;

  private final String kind;
  private final String name;
  private final Instant since;
  private final long[] refused = new long[Why.values().length];
  private final RecentRate rate = new RecentRate();
  private @Nullable Limit limit;
  private long accepted;

  /**
   * @param kind what the name is: {@code key}, {@code token} or {@code address}
   */
  ClientUse(String kind, String name, Instant since) {
    this.kind = kind;
    this.name = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + '…';
    this.since = since;
  }

  String name() {
    return name;
  }

  /** Notes the limit that it has at present. */
  synchronized void within(@Nullable Limit present) {
    limit = present;
  }

  synchronized @Nullable Limit limit() {
    return limit;
  }

  synchronized void accepted(int readings, long now) {
    accepted += readings;
    rate.add(readings, now);
  }

  synchronized void refused(Why why) {
    refused[why.ordinal()]++;
  }

  synchronized double perSecond(long now) {
    return rate.perSecond(now);
  }

  /**
   * Writes an object.
   *
   * @param perSecond how many readings were accepted lately
   * @param left of its limit, if it has one
   */
  synchronized void write(Utf8Writer out, double perSecond, long left) {
    out.text("{\"name\":").text(JsonText.quoted(name));
    out.text(",\"kind\":").text(JsonText.quoted(kind));
    out.text(",\"since\":\"").text(since.toString());
    out.text("\",\"readingsPerSecond\":").text(Double.toString(tenths(perSecond)));
    out.text(",\"accepted\":").integer(accepted);
    String separator = ",\"refused\":{";
    for (Why why : Why.values()) {
      out.text(separator).text(JsonText.quoted(why.code())).ascii(':');
      out.integer(refused[why.ordinal()]);
      separator = ",";
    }
    out.ascii('}');
    if (limit != null) {
      out.text(",\"limit\":{\"readingsPerSecond\":").integer(limit.perSecond());
      out.text(",\"burst\":").integer(limit.burst());
      out.text(",\"remaining\":").integer(left).ascii('}');
    }
    out.ascii('}');
  }

  private static double tenths(double number) {
    return Math.round(number * 10) / 10.0;
  }
}
