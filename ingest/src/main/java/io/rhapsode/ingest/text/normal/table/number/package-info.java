/** Numbers in words, by tables: cardinals, ordinals, fractions and scales. */
package io.rhapsode.ingest.text.normal.table.number;
