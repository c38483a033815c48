/**
 * What came of a job: its works, what was delivered, measured and missing, and how reports come
 * back from the workers.
 */
package io.rhapsode.pipeline.report;
