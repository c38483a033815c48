/** Rich Text Format, by its control words. */
package io.rhapsode.ingest.document.office.rtf;
