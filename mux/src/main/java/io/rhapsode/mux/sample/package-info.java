/** Audio in memory as it flows: blocks of samples, and what takes them. */
package io.rhapsode.mux.sample;
