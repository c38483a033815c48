/** What a model asks of a device, worked out of its dimensions, and what the device has. */
package io.rhapsode.synth.compute.demand;
