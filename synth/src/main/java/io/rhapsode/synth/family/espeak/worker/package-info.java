/**
 * espeak-ng in processes of its own. The pool gives each task to a worker process, which does it
 * with the library; a worker that crashes or hangs costs its task only.
 */
package io.rhapsode.synth.family.espeak.worker;
