/** How far the stages of a job are, for whoever watches it. */
package io.rhapsode.pipeline.progress;
