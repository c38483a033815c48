/**
 * A book before a word is spoken: what was asked for, the manifest that people edit, and the plan
 * with metadata, chapters and skips.
 */
package io.rhapsode.pipeline.book;
