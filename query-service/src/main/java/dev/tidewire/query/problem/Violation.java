package dev.tidewire.query.problem;

/** What is wrong with one parameter, in words for the person who sent it. */
public record Violation(String parameter, String detail) {}
