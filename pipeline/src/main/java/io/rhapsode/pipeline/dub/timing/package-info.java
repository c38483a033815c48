/**
 * When each line of a dub is heard, and how quickly it is said. Positions and lengths are in
 * samples of one rate throughout.
 */
package io.rhapsode.pipeline.dub.timing;
