package dev.tidewire.platform.rest;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Knows which methods the resources of a service take, for the {@code Allow} of a 405. */
final class AllowedMethods {
  private record Operation(Pattern path, String method) {}

  private final List<Operation> operations;

  AllowedMethods(BeanManager beans) {
    operations =
        beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
            .<Class<?>>map(bean -> bean.getBeanClass())
            .filter(type -> type.isAnnotationPresent(Path.class))
            .distinct()
            .flatMap(AllowedMethods::operations)
            .toList();
  }

  /** The methods that a path takes, as the header lists them. */
  String at(String path) {
    SortedSet<String> methods =
        operations.stream()
            .filter(operation -> operation.path().matcher(path).matches())
            .map(Operation::method)
            .collect(Collectors.toCollection(TreeSet::new));
    if (methods.contains(HttpMethod.GET)) {
      methods.add(HttpMethod.HEAD);
    }
    return String.join(", ", methods);
  }

  private static Stream<Operation> operations(Class<?> resource) {
    return Arrays.stream(resource.getMethods())
        .flatMap(
            method ->
                Arrays.stream(method.getAnnotations())
                    .map(Annotation::annotationType)
                    .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                    .map(type -> type.getAnnotation(HttpMethod.class).value())
                    .map(verb -> new Operation(pattern(resource, method), verb)));
  }

  /**
   * The template of a path as JAX-RS reads it: a parameter is a segment, or has its own pattern.
   */
  private static Pattern pattern(Class<?> resource, Method method) {
    Path own = method.getAnnotation(Path.class);
    String template =
        resource.getAnnotation(Path.class).value() + (own == null ? "" : "/" + own.value());
    String regex =
        template
            .replaceAll("\\{\\s*[\\w.-]+\\s*}", "[^/]+")
            .replaceAll("\\{\\s*[\\w.-]+\\s*:\\s*([^}]+)}", "($1)");
    return Pattern.compile("/*" + regex.replaceAll("^/+", "").replaceAll("//+", "/") + "/?");
  }
}
