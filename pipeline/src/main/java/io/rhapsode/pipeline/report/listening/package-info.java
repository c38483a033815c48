/** What listening to the takes found. */
package io.rhapsode.pipeline.report.listening;
