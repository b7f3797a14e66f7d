package dev.tidewire.kubernetes.service;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The keys of {@code @ConfigMapping} interfaces, with their defaults. */
final class MappedKeys {
  private MappedKeys() {}

  /** Default by key; empty where there is none. */
  static Map<String, String> of(List<Class<?>> configurations) {
    Map<String, String> keys = new TreeMap<>();
    for (Class<?> configuration : configurations) {
      collect(configuration.getAnnotation(ConfigMapping.class).prefix(), configuration, keys);
    }
    return keys;
  }

  private static void collect(String prefix, Class<?> type, Map<String, String> keys) {
    for (Method method : type.getMethods()) {
      String key = prefix + "." + kebab(method.getName());
      if (method.getReturnType().getEnclosingClass() == type
          && method.getReturnType().isInterface()) {
        collect(key, method.getReturnType(), keys);
      } else {
        WithDefault defaultValue = method.getAnnotation(WithDefault.class);
        keys.put(key, defaultValue == null ? "" : defaultValue.value());
      }
    }
  }

  private static String kebab(String camel) {
    return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
