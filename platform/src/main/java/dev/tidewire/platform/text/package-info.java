/**
 * Times and numbers as text, read and written without java.time and with little garbage, because a
 * service does so for every reading. Pure.
 */
@NullMarked
package dev.tidewire.platform.text;

import org.jspecify.annotations.NullMarked;
