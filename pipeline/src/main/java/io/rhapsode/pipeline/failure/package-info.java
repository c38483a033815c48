/**
 * Failures as data: a code, a place and what to do; raised as one kind of exception, caught at the
 * border of each stage.
 */
package io.rhapsode.pipeline.failure;
