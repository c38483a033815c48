/** Hand-written fakes that the tests of every module share. */
package io.rhapsode.pipeline.testing;
