/** From the robots' events to sealed episodes: MQTT, Kafka, one file an episode. */
@NullMarked
package dev.fleetrl.controller.ingest;

import org.jspecify.annotations.NullMarked;
