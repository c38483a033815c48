/**
 * A narration from inputs to report: which documents, which voices, on which runner. Depends on
 * pipeline and settings; the stages are handed in.
 */
package io.rhapsode.workflows.job;
