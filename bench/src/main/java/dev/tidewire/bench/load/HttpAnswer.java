package dev.tidewire.bench.load;

/** The status and body of a response. */
public record HttpAnswer(int status, String body) {}
