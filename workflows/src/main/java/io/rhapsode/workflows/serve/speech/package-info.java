/** Speaking for many listeners at once: who may, with which voice, in which form of audio. */
package io.rhapsode.workflows.serve.speech;
