/** From the text of a block to sentences that a voice can read. */
package io.rhapsode.ingest.plan.sentence;
