/**
 * The engines that this installation knows, and who shares them. The only place that names every
 * family; families know nothing of it.
 */
package io.rhapsode.synth.registry;
