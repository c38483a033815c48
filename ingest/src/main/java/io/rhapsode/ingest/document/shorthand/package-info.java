/** Directions in braces that Markdown and plain text may hold, such as {@code {pause 1s}}. */
package io.rhapsode.ingest.document.shorthand;
