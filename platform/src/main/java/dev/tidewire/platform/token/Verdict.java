package dev.tidewire.platform.token;

import dev.tidewire.platform.access.Access;

/** What a token is worth. */
public sealed interface Verdict {
  /** It is valid, and grants this. */
  record Valid(Access access) implements Verdict {}

  /** It names a key that is not known: there may be newer keys than those that were asked. */
  record UnknownKey() implements Verdict {}

  /** It was valid, and is no more. */
  record Expired() implements Verdict {}

  /** It is not valid. The detail is a sentence that repeats nothing of the token. */
  record Invalid(String detail) implements Verdict {}
}
