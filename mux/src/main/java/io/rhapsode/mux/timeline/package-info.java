/** How a timeline becomes samples: block by block, never a whole book. */
package io.rhapsode.mux.timeline;
