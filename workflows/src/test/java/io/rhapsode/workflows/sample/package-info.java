/** Makes and checks what is in {@code samples/}. */
package io.rhapsode.workflows.sample;
