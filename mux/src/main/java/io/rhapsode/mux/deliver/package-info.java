/** What is made of a timeline. */
package io.rhapsode.mux.deliver;
