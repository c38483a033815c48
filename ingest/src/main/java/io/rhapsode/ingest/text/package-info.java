/** Language of text, its sentences, and the form in which it is spoken. */
package io.rhapsode.ingest.text;
