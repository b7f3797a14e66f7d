/** Client libraries that others have written, unmodified, against the running services. */
package dev.tidewire.clients;
