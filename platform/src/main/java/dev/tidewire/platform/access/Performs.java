package dev.tidewire.platform.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares the operation of a resource's method. Without it, the method does not answer. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Performs {
  /** The {@code operationId} in the OpenAPI document. */
  String id();

  /** What a caller needs to have. */
  Scope scope();

  /** Whether only a caller may do it that may see all sensors. */
  boolean ofAllSensors() default false;
}
