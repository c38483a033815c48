/**
 * The files under a store, on the local file system or a remote one: written as a whole or not at
 * all, and synced before they are moved into place.
 */
package io.rhapsode.pipeline.store.folder;
