/**
 * What is asked of an engine and what comes back: voices, requests with their content addresses,
 * tasks and outcomes.
 */
package io.rhapsode.pipeline.speech;
