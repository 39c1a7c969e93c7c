/** Keys and certificates of processes: PEM files in a folder, read anew for each connection. */
@CheckReturnValue
@NullMarked
package dev.fleetrl.transport.tls;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
