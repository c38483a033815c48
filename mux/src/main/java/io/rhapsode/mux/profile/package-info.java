/** What a delivery has to be like. */
package io.rhapsode.mux.profile;
