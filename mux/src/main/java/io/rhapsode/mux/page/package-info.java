/** Pages for people: one HTML file each that needs no other. */
package io.rhapsode.mux.page;
