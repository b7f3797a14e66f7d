package dev.tidewire.bench.report;

import dev.tidewire.bench.machine.Part;
import dev.tidewire.bench.measure.HttpFigures;
import dev.tidewire.bench.measure.IngestFigures;
import dev.tidewire.bench.measure.QueryFigures;
import dev.tidewire.bench.measure.Results;
import dev.tidewire.bench.measure.StoreFigures;
import dev.tidewire.bench.measure.WorkFigures;
import java.util.ArrayList;
import java.util.List;

/** The figures of a run as an SVG. */
public final class Plot {
  private static final String OURS = "#1f77b4";
  private static final String MISSED = "#d62728";

  private static final String FRAME =
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d">
      <style>
      text { font: 13px sans-serif; fill: #222 }
      .title { font-size: 17px; font-weight: bold }
      .note { fill: #666; font-size: 12px }
      .figure { font-variant-numeric: tabular-nums }
      .target { stroke: #222; stroke-width: 2 }
      </style>
      <rect width="100%%" height="100%%" fill="#fff"/>
      %3$s</svg>
      """;

  private Plot() {}

  /** The SVG's text. */
  public static String of(Results results) {
    List<BarChart> charts = new ArrayList<>();
    charts.add(shares(results));
    if (results.store() != null) {
      charts.add(cpu(results.store()));
    }
    if (results.ingest() != null) {
      charts.add(acknowledged(results.ingest()));
    }
    StringBuilder body = new StringBuilder();
    int top = 0;
    for (BarChart chart : charts) {
      if (!chart.bars().isEmpty()) {
        body.append(chart.svg(top));
        top += chart.height();
      }
    }
    return FRAME.formatted(BarChart.WIDTH, top, body);
  }

  private static BarChart shares(Results results) {
    List<Bar> bars = new ArrayList<>();
    StoreFigures store = results.store();
    if (store != null) {
      bars.add(
          share("stored readings", store.stored().perSecond(), store.insert().perSecond(), 0.5));
    }
    IngestFigures ingest = results.ingest();
    if (ingest != null) {
      bars.add(share("single readings", ingest.single(), ingest.bareSingle(), 0.5));
    }
    QueryFigures query = results.query();
    if (query != null) {
      bars.add(share("latest", query.latest(), query.bareLatest(), 0.6));
      bars.add(share(QueryFigures.ROWS + " rows", query.range(), query.bareRange(), 0.6));
    }
    return new BarChart(
        "Share of the limit",
        "Rate of Tidewire as a share of a bare insert, endpoint or query in the same run;"
            + " the line marks the target",
        bars);
  }

  private static Bar share(String label, HttpFigures ours, HttpFigures bare, double target) {
    return share(label, ours.perSecond(), bare.perSecond(), target);
  }

  private static Bar share(String label, double ours, double bare, double target) {
    double share = ours / bare;
    String text =
        "%s  (%s/s of %s/s)"
            .formatted(Numbers.percent(share), Numbers.rate(ours), Numbers.rate(bare));
    return Bar.of(label, share, share < target ? MISSED : OURS, text, target);
  }

  private static BarChart cpu(StoreFigures store) {
    return new BarChart(
        "CPU a reading",
        "Microseconds, by process, from the HTTP request to the row",
        List.of(
            cpu("Tidewire", store.stored()),
            cpu("bare insert", store.insert()),
            cpu("bare producer", store.producer())));
  }

  private static Bar cpu(String label, WorkFigures figures) {
    List<Bar.Segment> segments = new ArrayList<>();
    for (Part part : Part.values()) {
      if (figures.cpu(part) > 0.01) {
        segments.add(new Bar.Segment(part.label(), part.colour(), figures.cpu(part)));
      }
    }
    return new Bar(label, segments, Numbers.micros(figures.totalCpu()) + " µs", null);
  }

  private static BarChart acknowledged(IngestFigures ingest) {
    List<Bar> bars = new ArrayList<>();
    ingest
        .acknowledged()
        .forEach(
            (batch, figures) -> {
              double rate = batch * figures.perSecond();
              String text =
                  "%s/s, p99 %s ms"
                      .formatted(Numbers.rate(rate), Numbers.millis(figures.p99Millis()));
              bars.add(
                  Bar.of(
                      batch == 1 ? "single readings" : "batches of " + batch,
                      rate,
                      OURS,
                      text,
                      null));
            });
    return new BarChart(
        "Readings acknowledged", "Readings a second, by the size of the batches", bars);
  }
}
