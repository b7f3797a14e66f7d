package dev.tidewire.ingest.route;

import dev.tidewire.ingest.answer.AnswerStyle;
import dev.tidewire.ingest.format.BodyCharset;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.format.MediaType;
import dev.tidewire.ingest.format.Parameter;
import dev.tidewire.platform.access.Operation;
import dev.tidewire.platform.access.Scope;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A path that takes readings, the formats that it takes and how it answers.
 *
 * @param operation what a caller must be allowed
 * @param method the one that it takes
 */
public record Route(
    Operation operation, String method, String path, AnswerStyle style, List<Format> formats) {
  /**
   * A route that takes POST, with these formats.
   *
   * @param id its {@code operationId}
   */
  public Route(String id, String path, AnswerStyle style, Format... formats) {
    this("POST", id, path, style, List.of(formats));
  }

  private Route(String method, String id, String path, AnswerStyle style, List<Format> formats) {
    this(new Operation(id, Scope.INGEST), method, path, style, formats);
  }

  /** A route that takes GET, with the format of its queries. */
  public static Route ofGet(String id, String path, AnswerStyle style, Format format) {
    return new Route("GET", id, path, style, List.of(format));
  }

  /** The format for a body of this type. */
  Optional<Format> format(MediaType type) {
    return named(type)
        .filter(format -> format.refusal(type) == null)
        .findFirst()
        .map(format -> BodyCharset.in(type, format));
  }

  /** Why no format is for bodies of this type, as a sentence. */
  String refusal(MediaType type) {
    return named(type)
        .map(format -> format.refusal(type))
        .flatMap(Stream::ofNullable)
        .findFirst()
        .orElseGet(() -> "Accepted are " + mediaTypes() + ".");
  }

  private Stream<Format> named(MediaType type) {
    return formats.stream()
        .filter(format -> format.readsAnyType() || format.mediaTypes().contains(type.name()));
  }

  /**
   * The format for a body without a type: that which reads any, or one that is guessed if the path
   * takes all those that are.
   */
  Optional<Format> withoutType() {
    return formats.stream().filter(Format::readsAnyType).findFirst().or(this::guessed);
  }

  private Optional<Format> guessed() {
    boolean canGuess =
        GuessedFormat.TYPES.stream().allMatch(type -> format(MediaType.of(type)).isPresent());
    return canGuess ? Optional.of(new GuessedFormat(this)) : Optional.empty();
  }

  /** All media types, for people. */
  String mediaTypes() {
    return Words.list(
        formats.stream().flatMap(format -> format.mediaTypes().stream()).distinct().toList());
  }

  /** The query parameters that go with a format. */
  List<Parameter> parameters(Format format) {
    return Stream.of(format.parameters(), style.parameters(), List.of(Parameter.DRY_RUN))
        .flatMap(List::stream)
        .toList();
  }
}
