/** The words of a book that a voice may say wrongly, to look through and to listen to. */
package io.rhapsode.workflows.words;
