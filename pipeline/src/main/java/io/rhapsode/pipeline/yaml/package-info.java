/**
 * Strict reading of YAML: whatever is wrong is named with its file, line and key, and an unknown
 * key with the nearest known one.
 */
package io.rhapsode.pipeline.yaml;
