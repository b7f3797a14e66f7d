package dev.tidewire.ingest.parse;

import java.io.IOException;
import java.io.InputStream;

/** The formats of bodies. */
public enum BodyFormat {
  /** One object or an array of objects. */
  JSON("application/json") {
    @Override
    void read(InputStream body, Intake intake) throws IOException {
      new JsonBody(intake).read(body);
    }
  },
  /** One object a line. */
  NDJSON("application/x-ndjson") {
    @Override
    void read(InputStream body, Intake intake) throws IOException {
      new NdjsonBody(intake).read(body);
    }
  },
  /** A header, then one reading a line. */
  CSV("text/csv") {
    @Override
    void read(InputStream body, Intake intake) throws IOException {
      new CsvBody(intake).read(body);
    }
  };

  private final String mediaType;

  BodyFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The media type, in lower case and without parameters. */
  public String mediaType() {
    return mediaType;
  }

  abstract void read(InputStream body, Intake intake) throws IOException;
}
