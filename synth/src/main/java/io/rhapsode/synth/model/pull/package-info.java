/**
 * Models from their sources into the store: from the hub or elsewhere, resumed, and checked before
 * use.
 */
package io.rhapsode.synth.model.pull;
