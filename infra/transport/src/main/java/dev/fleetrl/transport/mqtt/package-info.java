/** The wire over MQTT; with its neighbour for Kafka the only code that knows a broker's client library. */
@CheckReturnValue
@NullMarked
package dev.fleetrl.transport.mqtt;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
