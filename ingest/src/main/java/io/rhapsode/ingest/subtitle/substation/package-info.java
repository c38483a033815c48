/** SubStation Alpha (SSA, ASS) as libass reads it. */
package io.rhapsode.ingest.subtitle.substation;
