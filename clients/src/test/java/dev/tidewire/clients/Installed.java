package dev.tidewire.clients;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Tests with programs that are installed on this machine, not with libraries of Maven: only {@code
 * -Pclients} runs them, and there a program that is missing is a failure.
 */
@Tag("installed")
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@interface Installed {}
