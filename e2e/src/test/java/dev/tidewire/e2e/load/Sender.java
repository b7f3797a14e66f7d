package dev.tidewire.e2e.load;

import static org.awaitility.Awaitility.await;

import dev.tidewire.e2e.load.Ledger.Entry;
import dev.tidewire.e2e.stack.Answer;
import dev.tidewire.e2e.stack.Http;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends one batch at a time, and enters each answer into the ledger. */
final class Sender {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Supplier<Http> ingest;
  private final Ledger ledger;
  private final Supplier<Batch> batches;
  private final boolean repeating;
  private @Nullable Batch pending;

  Sender(Supplier<Http> ingest, Ledger ledger, Supplier<Batch> batches, boolean repeating) {
    this.ingest = ingest;
    this.ledger = ledger;
    this.batches = batches;
    this.repeating = repeating;
  }

  /** Sends the batch that must be repeated, or the next one. */
  synchronized void send() {
    Batch batch = pending == null ? batches.get() : pending;
    Entry entry = post(batch);
    ledger.enter(entry);
    pending = repeating && entry.outcome() != Outcome.ACKNOWLEDGED ? batch : null;
  }

  /** Repeats the last batch until it is acknowledged, if it must be repeated. */
  void finish() {
    await().atMost(PATIENCE).until(this::isFinished);
  }

  private synchronized boolean isFinished() {
    if (pending != null) {
      send();
    }
    return pending == null;
  }

  private Entry post(Batch batch) {
    long start = System.nanoTime();
    try {
      Answer answer =
          ingest.get().post("/v1/readings", batch.body(), "Content-Type", "application/x-ndjson");
      Outcome outcome = answer.status() == 202 ? Outcome.ACKNOWLEDGED : Outcome.REFUSED;
      return entry(batch, outcome, start, answer.status() + " " + answer.body());
    } catch (UncheckedIOException e) {
      return entry(batch, Outcome.UNKNOWN, start, String.valueOf(e.getMessage()));
    }
  }

  private static Entry entry(Batch batch, Outcome outcome, long start, String answer) {
    long end = System.nanoTime();
    Duration took = Duration.ofNanos(end - start);
    return new Entry(batch.first(), batch.size(), outcome, end, took, answer);
  }
}
