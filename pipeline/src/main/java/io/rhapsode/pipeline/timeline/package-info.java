/** Where everything of a book stands in time, in whole samples. */
package io.rhapsode.pipeline.timeline;
