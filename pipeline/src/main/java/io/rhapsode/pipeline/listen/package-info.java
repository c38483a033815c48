/**
 * What listening to takes gives: verdicts, what is wrong, and which takes are unlike the others of
 * their book. It knows nothing of how takes are listened to.
 */
package io.rhapsode.pipeline.listen;
