/**
 * Settings as records: a record is the shape of its YAML, its constructor knows the ranges, and the
 * reader names the file, line and key of whatever is wrong.
 */
package io.rhapsode.pipeline.settings;
