package dev.tidewire.platform.access;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads key files: a JSON object whose member {@code keys} is an array of objects, each with {@code
 * id}, {@code sha256}, {@code scopes}, and where it is wanted {@code write}, {@code read} (patterns
 * of sensors), {@code expires} (RFC 3339) and {@code limits}, an object with {@code
 * requestsPerSecond}, {@code concurrentRequests}, {@code readingsPerSecond} and {@code
 * readingsBurst}.
 */
public final class KeyFileReader {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final JsonParser json;
  private final List<ApiKey> keys = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  private KeyFileReader(JsonParser json) {
    this.json = json;
  }

  /**
   * The keys of a file.
   *
   * @throws KeyFileException if it is not wholly right
   */
  public static ApiKeys read(byte[] file) throws KeyFileException {
    try (JsonParser json = JSON.createParser(file)) {
      KeyFileReader reader = new KeyFileReader(json);
      try {
        return reader.readFile();
      } catch (JsonProcessingException malformed) {
        throw reader.fault("it is not well-formed JSON");
      }
    } catch (IOException impossibleInMemory) {
      throw new KeyFileException("The key file cannot be read.");
    }
  }

  private ApiKeys readFile() throws IOException, KeyFileException {
    expect(JsonToken.START_OBJECT, json.nextToken(), "an object with the member `keys`");
    expect(
        "keys".equals(json.nextFieldName()) ? JsonToken.FIELD_NAME : JsonToken.NOT_AVAILABLE,
        JsonToken.FIELD_NAME,
        "the member `keys` and no other");
    expect(JsonToken.START_ARRAY, json.nextToken(), "an array of keys");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      readKey();
    }
    expect(JsonToken.END_OBJECT, json.nextToken(), "the member `keys` and no other");
    if (json.nextToken() != null) {
      throw fault("something follows the object");
    }
    return ApiKeys.of(keys);
  }

  private void readKey() throws IOException, KeyFileException {
    expect(JsonToken.START_OBJECT, json.currentToken(), "an object for each key");
    KeyDraft draft = new KeyDraft();
    for (String member = json.nextFieldName(); member != null; member = json.nextFieldName()) {
      readMember(member, draft);
    }
    String violation = draft.violation();
    if (violation != null) {
      throw fault(violation);
    }
    ApiKey key = draft.key();
    if (!ids.add(key.access().id())) {
      throw fault("the id \"%s\" is there twice".formatted(key.access().id()));
    }
    keys.add(key);
  }

  private void readMember(String member, KeyDraft draft) throws IOException, KeyFileException {
    switch (member) {
      case "id" -> draft.id = text(member);
      case "sha256" -> draft.sha256 = text(member);
      case "expires" -> draft.expires = text(member);
      case "scopes" -> draft.scopes = texts(member);
      case "write" -> draft.write = texts(member);
      case "read" -> draft.read = texts(member);
      case "limits" -> readLimits(draft);
      default ->
          throw fault(
              "a key has the member %s; known are id, sha256, scopes, write, read, expires and limits"
                  .formatted(Shown.of(member)));
    }
  }

  private void readLimits(KeyDraft draft) throws IOException, KeyFileException {
    expect(JsonToken.START_OBJECT, json.nextToken(), "an object as `limits`");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String member = json.currentName();
      switch (member) {
        case "requestsPerSecond" -> draft.requestsPerSecond = limit(member);
        case "concurrentRequests" -> draft.concurrentRequests = limit(member);
        case "readingsPerSecond" -> draft.readingsPerSecond = limit(member);
        case "readingsBurst" -> draft.readingsBurst = limit(member);
        default ->
            throw fault(
                "`limits` has the member %s; known are requestsPerSecond, concurrentRequests, readingsPerSecond and readingsBurst"
                    .formatted(Shown.of(member)));
      }
    }
  }

  private int limit(String member) throws IOException, KeyFileException {
    String wanted = "a whole number from 1 to %d as `%s`".formatted(Limits.MOST, member);
    expect(JsonToken.VALUE_NUMBER_INT, json.nextToken(), wanted);
    long limit = json.getNumberType() == JsonParser.NumberType.INT ? json.getLongValue() : 0;
    expect(
        limit >= 1 && limit <= Limits.MOST ? JsonToken.VALUE_NUMBER_INT : JsonToken.NOT_AVAILABLE,
        JsonToken.VALUE_NUMBER_INT,
        wanted);
    return (int) limit;
  }

  private String text(String member) throws IOException, KeyFileException {
    expect(JsonToken.VALUE_STRING, json.nextToken(), "a string as `" + member + "`");
    return json.getText();
  }

  private List<String> texts(String member) throws IOException, KeyFileException {
    String wanted = "an array of strings as `" + member + "`";
    expect(JsonToken.START_ARRAY, json.nextToken(), wanted);
    List<String> texts = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(JsonToken.VALUE_STRING, json.currentToken(), wanted);
      texts.add(json.getText());
    }
    return texts;
  }

  private void expect(JsonToken wanted, @Nullable JsonToken found, String what)
      throws KeyFileException {
    if (found != wanted) {
      throw fault("it must have " + what);
    }
  }

  private KeyFileException fault(String what) {
    return new KeyFileException(
        "The key file is wrong at line %d: %s."
            .formatted(json.currentLocation().getLineNr(), what));
  }
}
