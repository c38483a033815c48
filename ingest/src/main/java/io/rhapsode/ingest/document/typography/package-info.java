/**
 * What the look of text says where a format marks nothing: raised and lowered figures, headings,
 * verse, hyphens at line ends. Knows no format.
 */
package io.rhapsode.ingest.document.typography;
