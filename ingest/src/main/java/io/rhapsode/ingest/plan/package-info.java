/** From an extracted document to the plan of its narration. */
package io.rhapsode.ingest.plan;
