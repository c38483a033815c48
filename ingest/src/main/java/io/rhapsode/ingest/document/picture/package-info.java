/** Cover pictures of every kind as players can show them. */
package io.rhapsode.ingest.document.picture;
