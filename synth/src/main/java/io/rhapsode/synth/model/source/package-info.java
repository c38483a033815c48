/**
 * Where the files of models are and how they are fetched: hubs, web addresses, packages of public
 * registries. What comes is checked by the caller.
 */
package io.rhapsode.synth.model.source;
