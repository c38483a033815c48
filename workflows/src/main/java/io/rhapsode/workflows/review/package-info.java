/**
 * Works that were made, opened for review: what is heard for each sentence, and edits of single
 * sentences, which go into the manifest of a book or the plan of a dub.
 */
package io.rhapsode.workflows.review;
