/** Other languages as they are spoken, by rules whose words stand in tables. */
package io.rhapsode.ingest.text.normal.table;
