/**
 * Text in while speech comes out: clauses of a text that is still being written, over WebSocket.
 */
package io.rhapsode.workflows.serve.live;
