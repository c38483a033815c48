/** What came of a dubbed film, by language and line. */
package io.rhapsode.pipeline.report.dub;
