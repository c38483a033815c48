/**
 * Numerals of CLDR and the tables of what each language says for signs, units and abbreviations.
 */
package io.rhapsode.ingest.text.normal.vocabulary;
