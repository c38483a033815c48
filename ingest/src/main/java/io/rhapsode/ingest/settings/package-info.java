/** What a user can set about reading. */
package io.rhapsode.ingest.settings;
