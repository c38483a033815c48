/** What was measured on finished sound: loudness, peaks, length, and the limits it was held to. */
package io.rhapsode.pipeline.report.audio;
