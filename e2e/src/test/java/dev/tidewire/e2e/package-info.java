/**
 * End-to-end tests: the packaged services keep their promises on a real broker and database. Each
 * package tests one kind of promise; {@code stack}, {@code fault}, {@code load}, {@code api} and
 * {@code results} are the fixtures.
 */
@NullMarked
package dev.tidewire.e2e;

import org.jspecify.annotations.NullMarked;
