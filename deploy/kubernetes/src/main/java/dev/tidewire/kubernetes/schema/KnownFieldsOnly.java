package dev.tidewire.kubernetes.schema;

import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;

/** Takes from models the place where they would keep fields that they do not know. */
final class KnownFieldsOnly extends JacksonAnnotationIntrospector {
  private static final long serialVersionUID = 1;

  @Override
  public Boolean hasAnySetter(Annotated annotated) {
    return false;
  }
}
