package dev.tidewire.ingest.json;

import com.fasterxml.jackson.core.JsonParser;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.platform.text.NumberText;
import dev.tidewire.platform.text.Text;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads numbers as the nearest doubles. */
public final class JsonNumber {
  private final Text text = new Text();
  private double value;
  private boolean isInexact;

  /** The number that was read last. */
  public double value() {
    return value;
  }

  /** Whether the number that was read last is not exactly the one that was sent. */
  public boolean isInexact() {
    return isInexact;
  }

  /** Reads the value that the parser is at; returns what is wrong with it, or null. */
  public @Nullable Violation read(JsonParser in, String name, String path) throws IOException {
    isInexact = false;
    if (!in.currentToken().isNumeric()) {
      return JsonFaults.noNumber(in, name, path);
    }
    value = in.getDoubleValue();
    if (value == 0 && in.getTextCharacters()[in.getTextOffset()] == '-') {
      // For Jackson -0 is an integer, which has no sign.
      value = -0.0;
    }
    if (!Double.isFinite(value)) {
      return new Violation(path, name + " is too large for a 64-bit floating-point number");
    }
    if (NumberText.mayBeInexact(value)) {
      text.set(in.getTextCharacters(), in.getTextOffset(), in.getTextLength());
      isInexact = !NumberText.isExact(text, value);
    }
    return null;
  }
}
