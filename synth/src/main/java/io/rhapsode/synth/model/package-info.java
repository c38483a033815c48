/**
 * Known models and where their files are: the catalogue, downloads from a hub, imports of local
 * folders, and the store they end up in.
 */
package io.rhapsode.synth.model;
