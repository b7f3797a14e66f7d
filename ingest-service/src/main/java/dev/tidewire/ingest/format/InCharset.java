package dev.tidewire.ingest.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;

/** A format whose body is in another charset than UTF-8. */
record InCharset(Format format, Charset charset) implements Format {
  @Override
  public List<String> mediaTypes() {
    return format.mediaTypes();
  }

  @Override
  public List<Parameter> parameters() {
    return format.parameters();
  }

  @Override
  public void read(InputStream body, RequestFacts facts, ReadingSink sink) throws IOException {
    format.read(new SingleByteText(body, charset), facts, sink);
  }
}
