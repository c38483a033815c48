/**
 * What a job keeps: takes under content addresses, found only while they are whole, and blobs such
 * as plans and covers.
 */
package io.rhapsode.pipeline.store;
