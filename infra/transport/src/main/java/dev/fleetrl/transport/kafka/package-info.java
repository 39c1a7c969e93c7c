/** The log over Kafka; not for robots, and the library is optional so that it does not come to them. */
@CheckReturnValue
@NullMarked
package dev.fleetrl.transport.kafka;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
