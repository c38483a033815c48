/** Where sentences end, and where one that is too long is cut. */
package io.rhapsode.ingest.text.sentence;
