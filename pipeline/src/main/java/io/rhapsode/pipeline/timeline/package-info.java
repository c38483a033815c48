/** Where everything of a work stands in time, in whole samples. */
package io.rhapsode.pipeline.timeline;
