package dev.tidewire.kubernetes.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Properties;

/** The {@code application.properties} of the services, which are all on our class path. */
final class ApplicationProperties {
  private ApplicationProperties() {}

  /** The one of the application of this name. */
  static Properties of(String application) {
    try {
      ClassLoader classes = ApplicationProperties.class.getClassLoader();
      for (URL url : Collections.list(classes.getResources("application.properties"))) {
        Properties properties = load(url);
        if (application.equals(properties.getProperty("quarkus.application.name"))) {
          return properties;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("no application.properties of " + application);
  }

  private static Properties load(URL url) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = url.openStream()) {
      properties.load(in);
    }
    return properties;
  }
}
