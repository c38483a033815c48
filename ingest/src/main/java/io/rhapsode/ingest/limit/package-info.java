/** Work on documents that nobody vouches for gets so much time, and ends when it is over. */
package io.rhapsode.ingest.limit;
