/**
 * Settings: their defaults, their file, their validation. Depends on pipeline, ingest and mux for
 * the types that the stages take; never on the command line.
 */
package io.rhapsode.workflows.settings;
